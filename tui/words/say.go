package words

import "fmt"

// sentences are what there is to say, in one language.
type sentences [keys]string

// spoken are the languages there are words in, in the order in which they are
// named. A language's place is known to [Language] alone.
var spoken = []struct {
	base string
	says *sentences
}{
	{"en", &english}, {"es", &spanish}, {"ca", &catalan}, {"fr", &french}, {"de", &german},
	{"it", &italian}, {"pt", &portuguese}, {"nl", &dutch}, {"pl", &polish}, {"ja", &japanese},
}

// Say is a sentence with what belongs into it.
func (l Language) Say(k Key, args ...any) string {
	sentence := spoken[l.words].says[k]
	if len(args) == 0 {
		return sentence
	}
	return fmt.Sprintf(sentence, args...)
}
