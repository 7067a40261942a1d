package watchlist

import "slices"

// place is where an entry stands in a run. The text that a filter searches is
// kept here and not in the entry: a search then walks through memory from end to
// end, which at a hundred thousand payments is several times faster.
type place struct {
	entry *Entry
	text  string // "" until a filter asks for it: see write
}

func placesOf(entries []*Entry) []place {
	places := make([]place, len(entries))
	for i, e := range entries {
		places[i].entry = e
	}
	return places
}

// ordered is a run of entries kept sorted by their keys.
type ordered []place

// few is up to how many entries are moved one at a time. Beyond it, one pass over
// the whole run is cheaper.
const few = 32

func (s ordered) find(e *Entry) (int, bool) {
	return slices.BinarySearchFunc(s, place{entry: e}, byPlace)
}

func byPlace(a, b place) int { return byKey(a.entry, b.entry) }

// without takes entries out, those that are in.
func (s ordered) without(leaving []*Entry) ordered {
	if len(leaving) > few {
		gone := make(map[*Entry]bool, len(leaving))
		for _, e := range leaving {
			gone[e] = true
		}
		return slices.DeleteFunc(s, func(p place) bool { return gone[p.entry] })
	}
	for _, e := range leaving {
		if i, ok := s.find(e); ok {
			s = slices.Delete(s, i, i+1)
		}
	}
	return s
}

// with puts entries that are not in yet in their places.
func (s ordered) with(arriving []place) ordered {
	if len(arriving) > few {
		return s.merge(slices.SortedFunc(slices.Values(arriving), byPlace))
	}
	for _, p := range arriving {
		i, _ := s.find(p.entry)
		s = slices.Insert(s, i, p)
	}
	return s
}

// merge puts sorted entries in their places, from the last to the first.
func (s ordered) merge(arriving []place) ordered {
	i, j := len(s)-1, len(arriving)-1
	s = append(s, arriving...)
	for k := len(s) - 1; j >= 0; k-- {
		if i >= 0 && byPlace(s[i], arriving[j]) > 0 {
			s[k] = s[i]
			i--
		} else {
			s[k] = arriving[j]
			j--
		}
	}
	return s
}

// forget clears the texts of entries that have changed.
func (s ordered) forget(changed []*Entry) {
	for _, e := range changed {
		if i, ok := s.find(e); ok {
			s[i].text = ""
		}
	}
}
