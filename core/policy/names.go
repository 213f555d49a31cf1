package policy

import (
	"maps"
	"strconv"
	"time"

	"shopbell/core"
)

// field is one rule as it is named, read and written.
type field struct {
	name        string
	get         func(Rules) string
	set         func(*Rules, string) error
	least, most string // of what is counted, as get writes it; "" for other rules
}

// fields lists every rule in the order of the help text. The limits keep nonsense out; where the platform itself draws
// the line, the error says so.
func fields() []field {
	list := []field{
		number("customer_day", 0, 1000, func(r *Rules) *int { return &r.CustomerDay }),
		number("customer_week", 0, 1000, func(r *Rules) *int { return &r.CustomerWeek }),
		number("customer_30d", 0, 1000, func(r *Rules) *int { return &r.Customer30d }),
		span("min_gap", time.Hour, 0, 365*day, func(r *Rules) *time.Duration { return &r.MinGap }),
		number("page_day", 0, 1_000_000, func(r *Rules) *int { return &r.PageDay }),
		windowMargin(),
		wallTime("quiet_from", func(r *Rules) *time.Duration { return &r.QuietFrom }),
		wallTime("quiet_to", func(r *Rules) *time.Duration { return &r.QuietTo }),
		zoneField(),
		holidaysField(),
		number("same_text_days", 0, 3650, func(r *Rules) *int { return &r.SameTextDays }),
		span("hold_for", day, time.Second, 365*day, func(r *Rules) *time.Duration { return &r.HoldFor }),
		number("restock_per_unit", 1, 1000, func(r *Rules) *int { return &r.RestockPerUnit }),
		number("wave_hours", 1, 24*365, func(r *Rules) *int { return &r.WaveHours }),
		span("fresh_within", time.Hour, time.Second, 10*time.Minute, func(r *Rules) *time.Duration { return &r.FreshWithin }),
		decimal("pace", 0, 1_000_000, func(r *Rules) *float64 { return &r.Pace }),
		number("in_flight", 1, 64, func(r *Rules) *int { return &r.InFlight }),
		decimal("pause_opt_out_rate", 0, 100, func(r *Rules) *float64 { return &r.PauseOptOut }),
		decimal("pause_error_rate", 0, 100, func(r *Rules) *float64 { return &r.PauseError }),
		onOff("closing_line", func(r *Rules) *bool { return &r.ClosingLine }),
		onOff("stop_confirmation", func(r *Rules) *bool { return &r.StopConfirm }),
	}
	for _, k := range ruledKinds() {
		list = append(list, kindSwitch("counts_", k, func(r *Rules) *map[core.Kind]bool { return &r.Counts }))
	}
	for _, k := range ruledKinds() {
		list = append(list, kindSwitch("obeys_", k, func(r *Rules) *map[core.Kind]bool { return &r.Obeys }))
	}
	return list
}

// Names lists every rule by its name on the command line, in the order of the help text.
func Names() []string {
	var names []string
	for _, f := range fields() {
		names = append(names, f.name)
	}
	return names
}

// Range gives the least and the most that a rule may be towards the platform, as Get writes them, both "" where nothing is
// counted. The pace must be above 0, which is no least; a simulator takes any.
func Range(name string) (least, most string) {
	if name == "pace" {
		return "", strconv.Itoa(platformPace)
	}
	for _, f := range fields() {
		if f.name == name {
			return f.least, f.most
		}
	}
	return "", ""
}

// Get gives the value of a rule as Set takes it; "" for a name that is not in Names.
func (r Rules) Get(name string) string {
	for _, f := range fields() {
		if f.name == name {
			return f.get(r)
		}
	}
	return ""
}

// Set changes one rule, or nothing when the value is not good: core.CodeLooserThanMeta for one looser than the
// platform's own rule, else core.CodeBadInput. Rules that were copied from r before keep their values.
func (r *Rules) Set(name, value string) error {
	for _, f := range fields() {
		if f.name == name {
			return f.set(r, value)
		}
	}
	return bad("there is no rule named %s", quoted(name))
}

// Platform ceiling of messages a second: beyond it the page is frozen (messenger-platform §3.5).
const platformPace = 40

// Validate checks that the rules fit the address they are used with. loopback is true towards a simulator on this
// computer, where alone the pace may be above the platform's 40 a second or lifted by 0. It also finds values that Set
// would not have taken. Codes as for Set.
func (r Rules) Validate(loopback bool) error {
	for _, f := range fields() {
		if err := f.set(&r, f.get(r)); err != nil {
			return err
		}
	}
	if !loopback && (r.Pace > platformPace || r.Pace == 0) {
		return core.Errorf(core.CodeLooserThanMeta, opRules, "pace is %s, the platform allows %d a second",
			formatDecimal(r.Pace), platformPace)
	}
	return nil
}

// LookBack is how far Customer.Past must reach for the caps, the gap and the texts. The rules about codes and items look
// further, but only at entries with that code or item.
func (r Rules) LookBack() time.Duration {
	return max(30*day, r.MinGap, time.Duration(r.SameTextDays)*day)
}

// kindSwitch is one kind's entry in a map of switches. It writes a new map: rules are copied as values and must not
// share what one of them changes.
func kindSwitch(prefix string, k core.Kind, at func(*Rules) *map[core.Kind]bool) field {
	return field{
		name: prefix + string(k),
		get:  func(r Rules) string { return formatOnOff(setting(*at(&r), k)) },
		set: func(r *Rules, value string) error {
			on, err := parseOnOff(prefix+string(k), value)
			if err != nil {
				return err
			}
			fresh := maps.Clone(*at(r))
			if fresh == nil {
				fresh = make(map[core.Kind]bool)
			}
			fresh[k] = on
			*at(r) = fresh
			return nil
		},
	}
}
