package main

import (
	"time"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/views"
)

func (c *command) forecast() *cobra.Command {
	return c.reviewing("forecast", "How a plan would go day by day, and which campaigns it would crowd out; sends and stores nothing",
		func(cmd *cobra.Command, o *opened, order views.Order) error {
			f, err := o.Forecast(cmd.Context(), order)
			if err != nil {
				return err
			}
			return c.printForecast(f)
		})
}

func (c *command) printForecast(f views.Forecast) error {
	type dayJSON struct {
		Date    string  `json:"date"`
		Sure    int     `json:"sure"`
		OnReply float64 `json:"on_reply"`
		Others  int     `json:"others"`
		Left    int     `json:"left"`
	}
	type delayJSON struct {
		Code   core.ReasonCode `json:"code"`
		People int             `json:"people"`
		Limit  int             `json:"limit"`
		Until  *string         `json:"until"`
	}
	type crowdedJSON struct {
		CampaignID string `json:"campaign_id"`
		Title      string `json:"title"`
		Later      int    `json:"later"`
		Missed     int    `json:"missed"`
	}
	out := struct {
		Everyone int           `json:"everyone"`
		Now      int           `json:"now"`
		Later    int           `json:"later"`
		OnReply  float64       `json:"on_reply"`
		Low      float64       `json:"on_reply_low"`
		High     float64       `json:"on_reply_high"`
		Lapse    float64       `json:"lapse"`
		Refused  int           `json:"refused"`
		PageLeft int           `json:"page_left"`
		Days     []dayJSON     `json:"days"`
		Delays   []delayJSON   `json:"delays"`
		Crowded  []crowdedJSON `json:"crowded"`
	}{f.Everyone, f.Now, f.Later, f.OnReply, f.Low, f.High, f.Lapse, f.Refused, f.PageLeft, []dayJSON{}, []delayJSON{}, []crowdedJSON{}}
	for _, d := range f.Days {
		out.Days = append(out.Days, dayJSON{d.Date.In(f.Zone).Format(time.DateOnly), d.Sure, d.OnReply, d.Others, d.Left})
	}
	for _, d := range f.Delays {
		out.Delays = append(out.Delays, delayJSON{d.Code, d.People, d.Limit, stamp(d.Until)})
	}
	for _, x := range f.Crowded {
		out.Crowded = append(out.Crowded, crowdedJSON{string(x.CampaignID), x.Title, x.Later, x.Missed})
	}
	return c.print(out, func() {
		c.printf("%d people: %d now, %d at a time that is known, about %.0f (%.0f to %.0f) when they write, about %.0f not in time, %d not at all.\n",
			f.Everyone, f.Now, f.Later, f.OnReply, f.Low, f.High, f.Lapse, f.Refused)
		for _, d := range out.Days {
			c.printf("%s  %5d sure  %7.1f when they write  %5d of other campaigns  %5d left\n", d.Date, d.Sure, d.OnReply, d.Others, d.Left)
		}
		for _, d := range f.Delays {
			c.printf("%5d wait: %s\n", d.People, d.Code)
		}
		for _, x := range out.Crowded {
			c.printf("%s: %d go later, %d miss their turn.\n", plainLine(x.Title), x.Later, x.Missed)
		}
	})
}
