package doctor

import (
	"context"
	"net/url"
	"os/exec"
	"path/filepath"

	"paywatch/kubepay/notify"
)

// hooksCheck finds out whether those who are to be told can be: of a command
// whether it is there, of an address only its host. Nobody is told anything.
func hooksCheck(c chosen) Check {
	return Check{Notify, "hooks", fileTime, func(context.Context) []Finding {
		var all []Finding
		if len(c.Hooks) == 0 && c.faultOf("[[notify]]") == nil {
			all = append(all, found(Notify, "hooks", OK, "nobody is to be told", ""))
		}
		for _, h := range c.Hooks {
			all = append(all, hookFinding(h))
		}
		for _, good := range []bool{true, false} {
			all = append(all, soundFinding(c.Player, good))
		}
		return all
	}}
}

func hookFinding(h notify.Hook) Finding {
	if len(h.Exec) > 0 {
		return commandFinding("hook "+h.Name, h.Exec[0], "check the exec of [[notify]] "+h.Name)
	}
	to := "an address"
	if u, err := url.Parse(h.URL); err == nil {
		to = u.Scheme + "://" + u.Host
	}
	return found(Notify, "hook "+h.Name, OK, "posts to "+to+", signed", "")
}

func soundFinding(p *notify.Player, good bool) Finding {
	name := map[bool]string{true: "sound good", false: "sound bad"}[good]
	if !p.Plays(good) {
		return found(Notify, name, OK, "the terminal's bell", "")
	}
	return commandFinding(name, p.Command(good), "check [sound]")
}

// commandFinding tells whether a command is there. Its arguments, which may hold
// anything, are not told.
func commandFinding(name, command, remedy string) Finding {
	if _, err := exec.LookPath(command); err != nil {
		return found(Notify, name, Failed, "there is no command "+command+" that could be run", remedy)
	}
	if filepath.Base(command) == command {
		return found(Notify, name, OK, "runs "+command+", as PATH has it", "")
	}
	return found(Notify, name, OK, "runs "+command, "")
}
