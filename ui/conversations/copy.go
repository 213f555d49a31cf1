package conversations

// Copy copies the name of whose conversation is open.
func (c *Screen) Copy() { c.env.Copy(c.person.Name, "") }
