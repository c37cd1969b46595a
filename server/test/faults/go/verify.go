// Verifies the public log with Go's own implementation (golang.org/x/mod/sumdb), which shares no
// line with ours: the signature, the whole tree from its tiles, every entry, and the proofs that we
// made. Started by server/test/faults/go.spec.ts.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Given is what our side claims.
type Given struct {
	URL, Key, Checkpoint, Older string
	Consistency                 []string
	Proofs                      []struct {
		Index  int64
		Leaf   string
		Hashes []string
	}
}

func must(err error, what string) {
	if err != nil {
		fmt.Printf("%s: %v\n", what, err)
		os.Exit(1)
	}
}

// checkpoint reads "origin, size, root", which Go's own tree format differs from in one line.
func checkpoint(text, key string) tlog.Tree {
	verifier, err := note.NewVerifier(key)
	must(err, "key")
	opened, err := note.Open([]byte(text), note.VerifierList(verifier))
	must(err, "signature")
	lines := strings.Split(opened.Text, "\n")
	var tree tlog.Tree
	_, err = fmt.Sscan(lines[1], &tree.N)
	must(err, "size")
	tree.Hash, err = tlog.ParseHash(lines[2])
	must(err, "root")
	return tree
}

func get(url string) []byte {
	answer, err := http.Get(url)
	must(err, url)
	defer answer.Body.Close()
	if answer.StatusCode != 200 {
		must(fmt.Errorf("status %d", answer.StatusCode), url)
	}
	content, err := io.ReadAll(answer.Body)
	must(err, url)
	return content
}

// path writes the address of a tile as c2sp.org/tlog-tiles does.
func path(level string, n int64, width int) string {
	place := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		place = fmt.Sprintf("x%03d/%s", n%1000, place)
	}
	if width < 256 {
		return fmt.Sprintf("/log/tile/%s/%s.p/%d", level, place, width)
	}
	return fmt.Sprintf("/log/tile/%s/%s", level, place)
}

type tiles struct {
	url  string
	kept map[string][]byte
}

func (tiles) Height() int                     { return 8 }
func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range wanted {
		url := t.url + path(fmt.Sprint(tile.L), tile.N, tile.W)
		if t.kept[url] == nil {
			t.kept[url] = get(url)
		}
		read = append(read, t.kept[url])
	}
	return read, nil
}

func hashes(texts []string) []tlog.Hash {
	var read []tlog.Hash
	for _, text := range texts {
		content, err := base64.StdEncoding.DecodeString(text)
		must(err, "hash")
		var hash tlog.Hash
		copy(hash[:], content)
		read = append(read, hash)
	}
	return read
}

func main() {
	var given Given
	must(json.NewDecoder(os.Stdin).Decode(&given), "input")
	now, older := checkpoint(given.Checkpoint, given.Key), checkpoint(given.Older, given.Key)
	reader := tlog.TileHashReader(now, tiles{given.URL, map[string][]byte{}})
	root, err := tlog.TreeHash(now.N, reader)
	must(err, "tiles")
	if root != now.Hash {
		must(fmt.Errorf("%v is not %v", root, now.Hash), "root")
	}

	proof, err := tlog.ProveTree(now.N, older.N, reader)
	must(err, "consistency")
	must(tlog.CheckTree(proof, now.N, now.Hash, older.N, older.Hash), "consistency")
	must(tlog.CheckTree(hashes(given.Consistency), now.N, now.Hash, older.N, older.Hash), "our consistency proof")
	for _, one := range given.Proofs {
		must(tlog.CheckRecord(hashes(one.Hashes), now.N, now.Hash, one.Index, tlog.RecordHash([]byte(one.Leaf))), "our inclusion proof")
	}

	var entries int64
	for bundle := int64(0); bundle*256 < now.N; bundle++ {
		width := int(now.N - bundle*256)
		if width > 256 {
			width = 256
		}
		content := get(given.URL + path("entries", bundle, width))
		var indexes []int64
		for at := 0; at < width; at++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, bundle*256+int64(at)))
		}
		stored, err := reader.ReadHashes(indexes)
		must(err, "leaves")
		for at := 0; len(content) > 0; at++ {
			length := int(content[0])<<8 | int(content[1])
			if stored[at] != tlog.RecordHash(content[2:2+length]) {
				must(fmt.Errorf("entry %d", entries), "leaf")
			}
			content = content[2+length:]
			entries++
		}
	}
	fmt.Printf("%d entries, %d proofs, consistent with %d\n", entries, len(given.Proofs), older.N)
}
