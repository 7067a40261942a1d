package words

import "time"

// turn is for how long each of several languages is spoken.
const turn = 6 * time.Second

// Turn is the language that is spoken at a moment: each of several for a few seconds.
// Amounts and times keep the habits of the first one: words change, and nothing else
// does. Without any it is English.
func Turn(all []Language, now time.Time) Language {
	if len(all) == 0 {
		return Language{}
	}
	return Voices(all)[int(now.Unix()/int64(turn/time.Second)%int64(len(all)))]
}

// Voices are the languages as [Turn] gives them: each with the habits of the first.
// Whoever lays out a screen leaves room for what each of them says.
func Voices(all []Language) []Language {
	if len(all) == 0 {
		return []Language{{}}
	}
	voices := make([]Language, len(all))
	for i, l := range all {
		voices[i] = all[0]
		voices[i].words = l.words
		voices[i].tag = l.tag
	}
	return voices
}
