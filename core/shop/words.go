package shop

import "strings"

func join(list []string) string { return strings.Join(list, " ") }

func containsFold(list []string, s string) bool {
	for _, v := range list {
		if strings.EqualFold(v, s) {
			return true
		}
	}
	return false
}
