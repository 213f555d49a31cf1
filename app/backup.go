package main

import (
	"context"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/backup"
	"shopbell/core/views"
)

// backupFlags are the flags of the backup command.
type backupFlags struct {
	key, newKey, daily, folder string
	passphrase, auto, show     bool
	pictures                   bool
}

func (c *command) backup() *cobra.Command {
	var f backupFlags
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write an encrypted backup; the passphrase is read from standard input",
		Long: "Write an encrypted backup. It works while Shopbell runs. The passphrase is read from standard input; with --key the\n" +
			"backup is sealed for a key instead. The file is in the age format: the age tool opens it without Shopbell. Without\n" +
			"the passphrase, or the key file, nobody can. The access key is not in it, the pictures of messages only with --pictures.\n\n" +
			"  shopbell backup FILE [--pictures]                        one backup now\n" +
			"  shopbell backup --new-key FILE                           make a key; keep the file away from this computer\n" +
			"  shopbell backup --daily on --key age1… [--folder DIR]    a copy a day from now on, sealed for a key\n" +
			"  shopbell backup --daily on --passphrase [--folder DIR]   the same with a passphrase, kept in the keyring\n" +
			"  shopbell backup --daily off\n" +
			"  shopbell backup --auto                                   make today's copy if there is none yet, for the scheduler\n" +
			"  shopbell backup --show                                   how the daily copies stand\n\n" +
			"Of the daily copies, which are without pictures, 7 days, 4 weeks and 12 months are kept. Who is erased is in no copy\n" +
			"that is made from then on; older copies still hold them, and bringing one back erases them again.",
		Args: func(cmd *cobra.Command, args []string) error { return f.check(args) },
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case f.newKey != "":
				return c.newBackupKey(f.newKey)
			case f.daily != "":
				return c.writing(func(cmd *cobra.Command, o *opened, _ []string) error { return c.setDaily(cmd.Context(), o, f) })(cmd, args)
			case f.auto:
				return c.backupToday(cmd.Context())
			case f.show:
				return c.reading(func(cmd *cobra.Command, o *opened, _ []string) error { return c.printBackups(cmd.Context(), o) })(cmd, args)
			}
			return c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
				return c.backupOnce(cmd.Context(), o, args[0], f)
			})(cmd, args)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.key, "key", "", "seal for this key (age1…) instead of a passphrase")
	flags.StringVar(&f.newKey, "new-key", "", "make a key and write it into this new file")
	flags.StringVar(&f.daily, "daily", "", "on or off: a copy a day")
	flags.StringVar(&f.folder, "folder", "", "where the daily copies go (default: backups in the data folder)")
	flags.BoolVar(&f.passphrase, "passphrase", false, "with --daily on: read the passphrase and keep it in the keyring")
	flags.BoolVar(&f.pictures, "pictures", false, "with the pictures of messages that are on this computer")
	flags.BoolVar(&f.auto, "auto", false, "make today's daily copy if there is none yet")
	flags.BoolVar(&f.show, "show", false, "how the daily copies stand")
	cmd.MarkFlagsMutuallyExclusive("new-key", "daily", "auto", "show")
	return cmd
}

// check tells flags and arguments that do not go together.
func (f *backupFlags) check(args []string) error {
	other := f.newKey != "" || f.daily != "" || f.auto || f.show
	wrong := func(why string) error { return errUsage{core.E(core.CodeBadInput, "app.backup", why, nil)} }
	switch {
	case other && len(args) > 0:
		return wrong("name a file or one of the flags, not both")
	case !other && len(args) != 1:
		return wrong("name the file of the backup")
	case f.daily != "" && f.daily != "on" && f.daily != "off":
		return wrong("--daily is on or off")
	case f.daily != "on" && (f.folder != "" || f.passphrase):
		return wrong("--folder and --passphrase go with --daily on")
	case f.pictures && other:
		return wrong("--pictures goes with a file")
	case f.key != "" && other && f.daily != "on":
		return wrong("--key goes with a file or with --daily on")
	}
	return nil
}

func (c *command) backupOnce(ctx context.Context, o *opened, file string, f backupFlags) error {
	with := backup.Lock{Recipient: f.key}
	if f.key == "" {
		var err error
		if with.Passphrase, err = c.readPassphrase(); err != nil {
			return err
		}
	}
	done, err := o.Backup(ctx, file, with, f.pictures)
	if err != nil {
		return err
	}
	return c.print(struct {
		File     string `json:"file"`
		Bytes    int64  `json:"bytes"`
		Pictures int    `json:"pictures"`
	}{file, done.Bytes, done.Pictures}, func() {
		what := "passphrase"
		if f.key != "" {
			what = "key file"
		}
		c.printf("Written to %s, %d bytes, %d pictures. Keep the %s: without it nobody can open the file.\n", file, done.Bytes, done.Pictures, what)
	})
}

func (c *command) newBackupKey(file string) error {
	recipient, err := backup.NewKey(file, time.Now())
	if err != nil {
		return err
	}
	return c.print(struct {
		File string `json:"file"`
		Key  string `json:"key"`
	}{file, recipient}, func() {
		c.printf("%s\nThis is the half that seals. The other half, which opens, is in %s:\nmove that file to a safe place, away from this computer.\n",
			recipient, file)
	})
}

func (c *command) setDaily(ctx context.Context, o *opened, f backupFlags) error {
	order := views.BackupOrder{On: f.daily == "on", Key: f.key}
	have, err := o.Backups(ctx)
	if err != nil {
		return err
	}
	order.Folder = have.Chosen
	if f.folder != "" {
		if order.Folder, err = filepath.Abs(f.folder); err != nil {
			return core.E(core.CodeBackupFolder, "app.backup", f.folder, err)
		}
	}
	if f.passphrase {
		passphrase, err := c.readPassphrase()
		if err != nil {
			return err
		}
		order.Passphrase = core.NewToken(passphrase)
	}
	if err := o.SetBackups(ctx, order); err != nil {
		return err
	}
	return c.printBackups(ctx, o)
}

// backupToday makes today's copy, also beside a running Shopbell, which then finds it there.
func (c *command) backupToday(ctx context.Context) error {
	o, err := c.write(ctx)
	if core.CodeOf(err) == core.CodeDataBusy {
		o, err = c.read(ctx)
	}
	if err != nil {
		return err
	}
	defer o.Close()
	file, err := o.BackupToday(ctx)
	if err != nil {
		return err
	}
	return c.print(struct {
		File *string `json:"file"` // null: there was nothing to do
	}{orNull(file)}, func() {
		if file == "" {
			c.printf("Nothing to do: today's copy is there, or daily copies are off.\n")
			return
		}
		c.printf("Written to %s.\n", file)
	})
}

// orNull gives a text for JSON, null for none.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (c *command) printBackups(ctx context.Context, o *opened) error {
	b, err := o.Backups(ctx)
	if err != nil {
		return err
	}
	type fileJSON struct {
		File  string  `json:"file"`
		At    *string `json:"at"`
		Bytes int64   `json:"bytes"`
		Keep  *string `json:"keep"`
	}
	files := []fileJSON{}
	for _, f := range b.Files {
		files = append(files, fileJSON{f.Path, stamp(f.At), f.Bytes, orNull(f.Keep)})
	}
	failed := ""
	if b.Failed != nil {
		failed = c.words.Error(b.Failed).Line()
	}
	return c.print(struct {
		On       bool       `json:"on"`
		Folder   string     `json:"folder"`
		SameDisk bool       `json:"same_disk"`
		Key      *string    `json:"key"`
		Last     *string    `json:"last"`
		Failed   *string    `json:"failed"`
		FailedAt *string    `json:"failed_at"`
		Files    []fileJSON `json:"files"`
	}{b.On, b.Folder, b.SameDisk, orNull(b.Key), stamp(b.Last), orNull(failed), stamp(b.FailedAt), files}, func() {
		state := "off"
		if b.On {
			state = "on, sealed with the passphrase in the keyring"
			if b.Key != "" {
				state = "on, sealed for " + b.Key
			}
		}
		c.printf("Daily copies: %s\nFolder:       %s\nLast one:     %s\n", state, b.Folder, local(b.Last))
		if b.SameDisk {
			c.printf("The folder is on the disk that the data is on: if that disk breaks, both are gone. Choose another with --folder.\n")
		}
		if failed != "" {
			c.printf("The last try failed, %s: %s\n", local(b.FailedAt), failed)
		}
		for _, f := range b.Files {
			c.printf("%s  %12d bytes  %-5s  %s\n", local(f.At), f.Bytes, f.Keep, f.Path)
		}
	})
}
