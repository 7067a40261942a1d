package tui

import (
	"reflect"
	"testing"

	"charm.land/bubbles/v2/key"
)

// Help leaves no key out, and no key means two things.
func TestEveryKeyIsInTheHelp(t *testing.T) {
	told := map[string]bool{}
	for _, g := range keys.groups() {
		for _, b := range g.bindings {
			told[b.Help().Desc] = true
		}
	}
	meaning := map[string]string{}
	all := reflect.ValueOf(keys)
	for i := range all.NumField() {
		b := all.Field(i).Interface().(key.Binding)
		name := all.Type().Field(i).Name
		if !told[b.Help().Desc] {
			t.Errorf("%s is not in the help", name)
		}
		for _, k := range b.Keys() {
			if other := meaning[k]; other != "" {
				t.Errorf("%q means both %s and %s", k, other, name)
			}
			meaning[k] = name
		}
	}
}
