package command

import "strings"

// Page is a page of the documentation as a terminal shows it: without its pictures
// and its marks, each paragraph in one line, which the terminal breaks.
func Page(markdown string) string {
	var page strings.Builder
	for _, paragraph := range strings.Split(markdown, "\n\n") {
		if strings.HasPrefix(paragraph, "![") {
			continue
		}
		if page.Len() > 0 {
			page.WriteString("\n\n")
		}
		page.WriteString(plain(paragraph))
	}
	return page.String()
}

func plain(paragraph string) string {
	if strings.HasPrefix(paragraph, "    ") { // what is typed
		return strings.TrimRight(paragraph, "\n")
	}
	paragraph = strings.NewReplacer("**", "", "`", "", "\n- ", "\n- ", "\n  ", " ", "\n", " ").Replace(paragraph)
	return strings.TrimSpace(strings.TrimLeft(paragraph, "#"))
}
