package tui

// diffRow is a line of two texts set side by side. Where only one of them has it,
// the other's is nil; where both have one and they differ, it has changed.
type diffRow struct{ before, after *string }

func (r diffRow) same() bool {
	return r.before != nil && r.after != nil && *r.before == *r.after
}

// mostCompared is how many pairs of lines are compared at most: beyond it, what
// lies between the first and the last difference counts as changed altogether.
const mostCompared = 1 << 18

// diff sets two texts side by side, so that as many lines as may be stand beside
// themselves. It is pure.
func diff(before, after []string) []diffRow {
	var rows []diffRow
	head := 0
	for head < len(before) && head < len(after) && before[head] == after[head] {
		rows = append(rows, diffRow{&before[head], &after[head]})
		head++
	}
	tail := 0
	for tail < min(len(before), len(after))-head && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	b, a := before[head:len(before)-tail], after[head:len(after)-tail]
	if len(b)*len(a) > mostCompared {
		rows = append(rows, changed(b, a)...)
	} else {
		rows = append(rows, inBetween(b, a)...)
	}
	for i := range tail {
		rows = append(rows, diffRow{&before[len(before)-tail+i], &after[len(after)-tail+i]})
	}
	return rows
}

// inBetween finds the longest common run of lines by their lengths from each pair
// of places on, and sets what lies between them side by side.
func inBetween(before, after []string) []diffRow {
	n, m := len(before), len(after)
	longest := make([][]int32, n+1)
	for i := range longest {
		longest[i] = make([]int32, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if before[i] == after[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	var rows []diffRow
	i, j, fromI, fromJ := 0, 0, 0, 0
	for i < n && j < m {
		switch {
		case before[i] == after[j]:
			rows = append(rows, changed(before[fromI:i], after[fromJ:j])...)
			rows = append(rows, diffRow{&before[i], &after[j]})
			i, j = i+1, j+1
			fromI, fromJ = i, j
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
	return append(rows, changed(before[fromI:], after[fromJ:])...)
}

// changed sets lines side by side of which none is the same.
func changed(before, after []string) []diffRow {
	rows := make([]diffRow, max(len(before), len(after)))
	for i := range before {
		rows[i].before = &before[i]
	}
	for i := range after {
		rows[i].after = &after[i]
	}
	return rows
}
