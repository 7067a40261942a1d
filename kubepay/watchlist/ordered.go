package watchlist

import "slices"

// ordered is a run of entries kept sorted by their keys.
type ordered []*Entry

// few is up to how many entries are moved one at a time. Beyond it, one pass over
// the whole run is cheaper.
const few = 32

func (s ordered) find(e *Entry) (int, bool) {
	return slices.BinarySearchFunc(s, e, byKey)
}

// without takes entries out, those that are in.
func (s ordered) without(leaving []*Entry) ordered {
	if len(leaving) > few {
		gone := make(map[*Entry]bool, len(leaving))
		for _, e := range leaving {
			gone[e] = true
		}
		return slices.DeleteFunc(s, func(e *Entry) bool { return gone[e] })
	}
	for _, e := range leaving {
		if i, ok := s.find(e); ok {
			s = slices.Delete(s, i, i+1)
		}
	}
	return s
}

// with puts entries that are not in yet in their places.
func (s ordered) with(arriving []*Entry) ordered {
	if len(arriving) > few {
		return s.merge(slices.SortedFunc(slices.Values(arriving), byKey))
	}
	for _, e := range arriving {
		i, _ := s.find(e)
		s = slices.Insert(s, i, e)
	}
	return s
}

// merge puts sorted entries in their places, from the last to the first.
func (s ordered) merge(arriving []*Entry) ordered {
	i, j := len(s)-1, len(arriving)-1
	s = append(s, arriving...)
	for k := len(s) - 1; j >= 0; k-- {
		if i >= 0 && byKey(s[i], arriving[j]) > 0 {
			s[k] = s[i]
			i--
		} else {
			s[k] = arriving[j]
			j--
		}
	}
	return s
}
