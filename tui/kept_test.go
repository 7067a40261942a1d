package tui_test

import (
	"database/sql"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/sandbox"
	"paywatch/kubepay/watch"
)

// What is kept, as a person sees it.

func TestTheListIsAsItWasLeft(t *testing.T) {
	tellKept(t, 160, 60, func(s *story) {
		paid := s.sale("9.80 EUR SOL", "paid")
		made := time.Now()
		half := s.sale("25.00 EUR BTC", "three_parts", "order", "Table 8")
		gone := s.sale("7.00 EUR LTC", "on_hold", "order", "Table 9")
		s.until(made, 70*time.Second)
		s.press("g", "x")
		s.sees("taken off the list: Table 9")
		s.wait(5 * time.Second)
		s.close()

		s.wait(3 * time.Second)
		s.start()
		s.wait(300 * time.Millisecond)
		s.lists(paid, "● Table 7", "9.80 EUR", "paid")
		s.lists(half, "◐ Table 8", "39 %", "partial")
		s.unlisted(gone)
		s.sees("partial, was pending", "first seen, pending", "received 19.80 EUR")
		s.wait(20 * time.Second)
		s.lacks("while away", "NOT RECORDING")
		if n := s.rings(); n != 0 {
			t.Errorf("the bell rang %d times", n)
		}
	})
}

func TestWhatHappenedWhileAwayIsToldOnce(t *testing.T) {
	tellKept(t, 160, 60, func(s *story) {
		made := time.Now()
		half := s.sale("25.00 EUR BTC", "three_parts", "order", "Table 8")
		s.until(made, 30*time.Second)
		s.close()
		s.until(made, 70*time.Second)

		s.breaks(sandbox.Fault{Kind: sandbox.Latency, Wait: 2 * time.Second, For: time.Second})
		s.start()
		s.wait(time.Second)
		s.lists(half, "○ Table 8")
		s.sees("NOT UP TO DATE since 00:00:")
		s.scansNothing() // until it is known what is missing
		s.wait(5 * time.Second)
		s.lists(half, "◐ Table 8", "39 %")
		s.sees("1 changed while away", "partial, was pending (while away)")
		s.wait(15 * time.Second)
		s.close()

		s.start()
		s.wait(20 * time.Second)
		s.sees("partial, was pending (while away)")
		s.lacks("changed while away", "NOT UP TO DATE")
	})
}

// An alarm stays until somebody has read it, and then stays read.
func TestAnAlarmOutlivesTheProgram(t *testing.T) {
	tellKept(t, 160, 60, func(s *story) {
		made := time.Now()
		s.sale("99.90 EUR BTC", "moved")
		s.until(made, 185*time.Second)
		s.sees("ADDRESS MOVED", "▲ 1 to read")
		s.close()
		s.start()
		s.wait(time.Second)
		s.sees("ADDRESS MOVED", "▲ 1 to read", "Press A once you have read this.")
		s.press("A")
		s.lacks("to read")
		s.wait(time.Second)
		s.close()
		s.start()
		s.wait(5 * time.Second)
		s.lacks("to read", "Press A")
		s.sees("ADDRESS MOVED") // in what happened
	})
}

// lock holds the file as another program may.
func (s *story) lock() (release func()) {
	s.Helper()
	db, err := sql.Open("sqlite", "file:"+s.path)
	if err != nil {
		s.Fatal(err)
	}
	c, err := db.Conn(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	if _, err := c.ExecContext(s.Context(), "BEGIN IMMEDIATE"); err != nil {
		s.Fatal(err)
	}
	return func() {
		if _, err := c.ExecContext(s.Context(), "ROLLBACK"); err != nil {
			s.Error(err)
		}
		c.Close()
		db.Close()
	}
}

func TestALockThatIsHeldForLong(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		made := time.Now()
		id := s.sale("25.00 EUR BTC", "three_parts")
		s.until(made, 58*time.Second)
		release := s.lock()
		s.until(made, 66*time.Second)
		s.lists(id, "◐", "partial")
		s.sees("▲ NOT RECORDING since 00:01:0", "more than 2 s; find out which, and end it")
		release()
		s.wait(3 * time.Second)
		s.lacks("NOT RECORDING")
		s.close()
		s.start()
		s.wait(15 * time.Second)
		s.lists(id, "◐", "partial")
		s.lacks("while away")
	})
}

// obstruct puts something else where the file was, for as long as it is not
// released.
func (s *story) obstruct() (release func()) {
	s.Helper()
	must := func(err error) {
		s.Helper()
		if err != nil {
			s.Fatal(err)
		}
	}
	must(os.Rename(s.path, s.path+".away"))
	must(os.Mkdir(s.path, 0o700))
	return func() {
		must(os.Remove(s.path))
		must(os.Rename(s.path+".away", s.path))
	}
}

func TestThatNothingIsRecordedIsOnEveryView(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%d×%d", size[0], size[1]), func(t *testing.T) {
			tellKept(t, size[0], size[1], func(s *story) {
				made := time.Now()
				id := s.sale("25.00 EUR BTC", "three_parts")
				s.until(made, 30*time.Second)
				s.lacks("NOT RECORDING")
				release := s.obstruct()
				s.wait(6 * time.Second)
				const alarm = "NOT RECORDING since 00:00:35: "
				s.sees(alarm, "▲ NOT RECORDING")
				for _, key := range []string{"?", "J", "y", "o", "enter"} {
					s.press(key)
					s.sees(alarm)
					s.press("esc")
				}
				s.press("a")
				s.sees("Add ids:", alarm)
				s.press("esc")
				s.resize(20, 6) // no room
				s.resize(20, 8)
				s.sees("NOT RECORDING", "▲ NOT RECORDING")
				s.resize(size[0], size[1])
				s.until(made, 70*time.Second)
				s.lists(id, "39 %", "partial")
				release()
				s.wait(4 * time.Second)
				s.lacks("NOT RECORDING")
				s.close()
				s.start()
				s.wait(15 * time.Second)
				s.lists(id, "39 %", "partial")
				s.lacks("while away")
			})
		})
	}
}

func TestALedgerThatIsDeletedComesBack(t *testing.T) {
	tellKept(t, 160, 60, func(s *story) {
		made := time.Now()
		id := s.sale("25.00 EUR BTC", "three_parts")
		s.until(made, 70*time.Second)
		if err := os.Remove(s.path); err != nil {
			t.Fatal(err)
		}
		s.wait(5 * time.Second)
		s.lacks("NOT RECORDING")
		s.close()
		s.start()
		s.wait(15 * time.Second)
		s.lists(id, "◐", "39 %")
		s.sees("partial, was pending", "first seen, pending")
		s.lacks("while away")
	})
}

func TestALedgerThatIsOverwrittenIsSetAside(t *testing.T) {
	late := time.FixedZone("late", -5*60) // it is 23:55
	tellWith(t, scenery{width: 160, height: 60, keeps: true, location: late}, func(s *story) {
		made := time.Now()
		id := s.sale("25.00 EUR BTC", "three_parts")
		s.until(made, 70*time.Second)
		for _, path := range []string{s.path, s.path + "-wal"} {
			file, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := file.WriteAt([]byte(strings.Repeat("nonsense", 8192)), 0); err != nil {
				t.Fatal(err)
			}
			file.Close()
		}
		s.wait(6 * time.Second)
		s.sees("the ledger was damaged, of which nothing could be brought over; the damaged one is ledger.db.corrupt-")
		s.wait(10 * time.Second)
		s.lacks("NOT RECORDING")
		s.lists(id, "◐", "39 %")
		s.sees("partial, was pending")
		s.close()
		s.start()
		s.wait(15 * time.Second)
		s.lists(id, "◐", "39 %")
		for _, key := range []string{"T", "H"} {
			s.press(key)
			s.wait(time.Second)
			s.sees("▲ The ledger was damaged and begun anew at 23:56:1", "What was recorded before is in ledger.db.corrupt-20000101-00011", "and may be missing here.")
			s.press("esc")
		}
		s.wait(5 * time.Minute)
		s.press("T")
		s.wait(time.Second)
		s.sees("today, Saturday 1 January 2000")
		s.lacks("begun anew")
		s.press("y")
		s.wait(time.Second)
		s.sees("begun anew at 31 Dec 23:56")
	})
}

// second is another program on the same file, without a screen.
func (s *story) second() *keeper.Keeper {
	s.Helper()
	l, err := ledger.Open(s.path, ledger.Options{Gateway: s.client.Origin()})
	if err != nil {
		s.Fatal(err)
	}
	return keeper.New(watch.New(s.client, watch.Options{}), l, keeper.Options{})
}

// What another program does to the list is seen within a second, and the selection
// stays with its payment.
func TestOthersChangeTheList(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		var ids []kubepay.ID
		for range 3 {
			ids = append(ids, s.sale("25.00 EUR BTC", "on_hold"))
			s.wait(time.Second)
		}
		s.press("g", "j") // the second
		s.lists(ids[1], "▌")
		other := s.second()
		defer other.Close()
		s.wait(time.Second)
		added := s.make("9.00 EUR LTC", "on_hold", "order", "Table 8")
		other.Add(added)
		s.wait(1100 * time.Millisecond)
		s.lists(added, "Table 8", "9.00 EUR")
		s.lists(ids[1], "▌")
		other.Remove(ids[2])
		s.wait(1100 * time.Millisecond)
		s.unlisted(ids[2])
		s.lists(ids[1], "▌")
		s.press("x")
		s.wait(time.Second)
		s.unlisted(ids[1])
		s.press("z")
		s.lists(ids[1], "▌ ○ Table 8", "25.00 EUR")
	})
}
