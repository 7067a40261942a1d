package ledger

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
)

// wreck is a damaged file, read without SQLite, which gives up where something
// leads nowhere. Here each page is read for itself: the rows of a table stand in
// its leaves, whole but for long ones, and what leads to them is not needed. What
// the log beside the file holds of a page goes before what the file holds.
//
// The form is that of https://www.sqlite.org/fileformat2.html.
type wreck struct {
	file, log *os.File // log is nil where there is none
	pages     uint32
	logged    map[uint32]int64 // where the log has a page
	free      map[uint32]bool  // what stands in these was let go
}

const (
	pageBytes   = 8192 // see [pageSize]
	leafOfTable = 0x0d // the first byte of a page that holds rows
	maxRow      = 2 * maxUnpacked
	maxPages    = 1 << 30
)

func openWreck(path string) (*wreck, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	w := &wreck{file: file, logged: map[uint32]int64{}, free: map[uint32]bool{}}
	info, err := file.Stat()
	if err == nil {
		w.pages = uint32(min(info.Size()/pageBytes, maxPages))
		w.log, err = os.Open(path + besides[0])
	}
	if errors.Is(err, fs.ErrNotExist) {
		w.log, err = nil, nil
	}
	if err != nil {
		w.close()
		return nil, err
	}
	w.readLog()
	w.readFree()
	return w, nil
}

func (w *wreck) close() {
	w.file.Close()
	if w.log != nil {
		w.log.Close()
	}
}

// page reads a page, and is false for one that cannot be read.
func (w *wreck) page(number uint32, into []byte) bool {
	if number == 0 || number > w.pages {
		return false
	}
	if at, ok := w.logged[number]; ok {
		_, err := w.log.ReadAt(into, at)
		return err == nil
	}
	_, err := w.file.ReadAt(into, int64(number-1)*pageBytes)
	return err == nil
}

// What stands before the pages of a log, and before each of them.
const (
	logHeader   = 32
	frameHeader = 24
	logMagic    = 0x377f0682 // and one more where sums are of big-endian words
)

// readLog finds the pages that were written whole, up to the end of the last
// transaction.
func (w *wreck) readLog() {
	if w.log == nil {
		return
	}
	header := make([]byte, logHeader)
	if _, err := w.log.ReadAt(header, 0); err != nil {
		return
	}
	magic := binary.BigEndian.Uint32(header)
	if magic&^1 != logMagic || binary.BigEndian.Uint32(header[8:]) != pageBytes {
		return
	}
	words := binary.ByteOrder(binary.LittleEndian)
	if magic&1 == 1 {
		words = binary.BigEndian
	}
	frame, before := make([]byte, frameHeader+pageBytes), [8]byte(header[24:])
	written := map[uint32]int64{} // by the transaction that is being read
	for at := int64(logHeader); ; at += int64(len(frame)) {
		if _, err := w.log.ReadAt(frame, at); err != nil {
			return
		}
		sum := frameSum(words, before, frame)
		before = [8]byte(frame[16:])
		if before != sum || string(frame[8:16]) != string(header[16:24]) {
			continue
		}
		written[binary.BigEndian.Uint32(frame)] = at + frameHeader
		if pages := binary.BigEndian.Uint32(frame[4:]); pages > 0 {
			for number, at := range written {
				w.logged[number] = at
			}
			w.pages = min(pages, maxPages)
			clear(written)
		}
	}
}

// frameSum is the sum of a frame of the log, which goes on from that of the frame
// before it.
func frameSum(words binary.ByteOrder, before [8]byte, frame []byte) (sum [8]byte) {
	a, b := binary.BigEndian.Uint32(before[:]), binary.BigEndian.Uint32(before[4:])
	for _, part := range [][]byte{frame[:8], frame[frameHeader:]} {
		for ; len(part) >= 8; part = part[8:] {
			a += words.Uint32(part) + b
			b += words.Uint32(part[4:]) + a
		}
	}
	binary.BigEndian.PutUint32(sum[:], a)
	binary.BigEndian.PutUint32(sum[4:], b)
	return sum
}

// emptied tells of a file that nothing is left of, but for what the log beside it
// holds. SQLite would throw that away.
func emptied(path string) error {
	info, err := os.Stat(path)
	if err != nil || info.Size() > 0 {
		return nil
	}
	if log, err := os.Stat(path + besides[0]); err == nil && log.Size() > logHeader {
		return damage{"it is empty, though its log is not"}
	}
	return nil
}

// readFree finds the pages that hold nothing any longer. Where their list does not
// hold together none are taken to be free.
func (w *wreck) readFree() {
	page := make([]byte, pageBytes)
	if !w.page(1, page) {
		return
	}
	trunk, count := binary.BigEndian.Uint32(page[32:]), binary.BigEndian.Uint32(page[36:])
	free := map[uint32]bool{}
	for trunk != 0 {
		if free[trunk] || !w.page(trunk, page) {
			return
		}
		free[trunk] = true
		leaves := binary.BigEndian.Uint32(page[4:])
		if leaves > pageBytes/4-2 {
			return
		}
		for i := range leaves {
			free[binary.BigEndian.Uint32(page[8+4*i:])] = true
		}
		trunk = binary.BigEndian.Uint32(page)
	}
	if uint32(len(free)) == count {
		w.free = free
	}
}

// site is where a row stands.
type site struct {
	page uint32
	cell int
}

// rows gives all rows that are readable, of whatever table, on so many pages.
func (w *wreck) rows(pages uint32, yield func(site, relic)) {
	page := make([]byte, pageBytes)
	for number := uint32(1); number <= min(w.pages, pages); number++ {
		if w.free[number] || !w.page(number, page) {
			continue
		}
		for cell := range cellsOf(number, page) {
			if r, ok := w.row(number, page, cell); ok {
				yield(site{number, cell}, r)
			}
		}
	}
}

// at reads the row at a site.
func (w *wreck) at(s site) (relic, bool) {
	page := make([]byte, pageBytes)
	if !w.page(s.page, page) || s.cell >= cellsOf(s.page, page) {
		return relic{}, false
	}
	return w.row(s.page, page, s.cell)
}

// beginning is where a page begins: on the first one the file's header stands
// before it.
func beginning(number uint32) int {
	if number == 1 {
		return 100
	}
	return 0
}

// cellsOf tells how many rows a page has, 0 for one that is no leaf of a table.
func cellsOf(number uint32, page []byte) int {
	begin := beginning(number)
	n := int(binary.BigEndian.Uint16(page[begin+3:]))
	if page[begin] != leafOfTable || begin+8+2*n > len(page) {
		return 0
	}
	return n
}

// row reads the row of a cell.
func (w *wreck) row(number uint32, page []byte, cell int) (relic, bool) {
	begin := int(binary.BigEndian.Uint16(page[beginning(number)+8+2*cell:]))
	if begin >= len(page) {
		return relic{}, false
	}
	length, rest, ok := varint(page[begin:])
	if !ok || length > maxRow {
		return relic{}, false
	}
	id, rest, ok := varint(rest)
	if !ok {
		return relic{}, false
	}
	payload, ok := w.payload(rest, int(length))
	if !ok {
		return relic{}, false
	}
	columns, ok := columnsOf(payload)
	return relic{int64(id), columns}, ok
}

// payload reads a row as a whole. What of a long one has no room in its page
// stands in a chain of others.
func (w *wreck) payload(here []byte, length int) ([]byte, bool) {
	const most, least = pageBytes - 35, (pageBytes-12)*32/255 - 23
	local := length
	if length > most {
		if local = least + (length-least)%(pageBytes-4); local > most {
			local = least
		}
	}
	if local == length {
		return bytes.Clone(here[:min(local, len(here))]), local <= len(here)
	}
	if local+4 > len(here) {
		return nil, false
	}
	payload := append(make([]byte, 0, min(length, 1<<20)), here[:local]...)
	next := binary.BigEndian.Uint32(here[local:])
	for page := make([]byte, pageBytes); len(payload) < length; {
		if !w.page(next, page) {
			return nil, false
		}
		next = binary.BigEndian.Uint32(page)
		payload = append(payload, page[4:min(pageBytes, 4+length-len(payload))]...)
	}
	return payload, true
}
