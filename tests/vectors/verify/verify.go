// SPDX-License-Identifier: Apache-2.0

// Verify checks an exported log with the reference implementation of the Go project, golang.org/x/mod/sumdb, and with
// nothing of ours:
//
//	verify DIRECTORY VERIFIER-KEY [OLD-CHECKPOINT CONSISTENCY-PROOF] [INCLUSION-BUNDLE]
//
// A consistency proof is base64 hashes, a line each; "-" stands for a file that is not given.  Every proof ends in
// CheckRecord or CheckTree, because old releases of tlog do not check the tiles that they make proofs of.
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error, what string) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", what, err)
		os.Exit(1)
	}
}

func read(path string) []byte {
	content, err := os.ReadFile(path)
	must(err, "read")
	return content
}

func hashes(lines []string) []tlog.Hash {
	found := []tlog.Hash{}
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		must(err, "hash")
		found = append(found, hash)
	}
	return found
}

// open checks the signature of a checkpoint and reads its tree.
func open(content []byte, verifier note.Verifier) tlog.Tree {
	opened, err := note.Open(content, note.VerifierList(verifier))
	must(err, "note")
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		must(fmt.Errorf("%q", opened.Text), "checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, "size")
	return tlog.Tree{N: size, Hash: hashes(lines[2:3])[0]}
}

// folder reads tiles as they lie in the layout of C2SP tlog-tiles, which leaves out the height.
type folder string

func (f folder) Height() int { return 8 }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	rows := [][]byte{}
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		rows = append(rows, read(filepath.Join(string(f), path)))
	}
	return rows, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

// entries reads every entry bundle of a tree.
func (f folder) entries(size int64) [][]byte {
	found := [][]byte{}
	for n := int64(0); n*256 < size; n++ {
		width := 256
		if size-n*256 < 256 {
			width = int(size - n*256)
		}
		path := strings.Replace(tlog.Tile{H: 8, L: 0, N: n, W: width}.Path(), "tile/8/0/", "tile/entries/", 1)
		bundle := read(filepath.Join(string(f), path))
		for len(bundle) >= 2 {
			end := 2 + int(bundle[0])<<8 + int(bundle[1])
			found = append(found, bundle[2:end])
			bundle = bundle[end:]
		}
	}
	if int64(len(found)) != size {
		must(fmt.Errorf("%d of %d", len(found), size), "entries")
	}
	return found
}

// root builds the tree from the entries alone and gives its hash.
func root(entries [][]byte) tlog.Hash {
	stored := []tlog.Hash{}
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := []tlog.Hash{}
		for _, index := range indexes {
			found = append(found, stored[index])
		}
		return found, nil
	})
	for n, entry := range entries {
		more, err := tlog.StoredHashes(int64(n), entry, reader)
		must(err, "store")
		stored = append(stored, more...)
	}
	hash, err := tlog.TreeHash(int64(len(entries)), reader)
	must(err, "tree")
	return hash
}

func consistency(old tlog.Tree, proof string, tree tlog.Tree, reader tlog.HashReader) {
	made, err := tlog.ProveTree(tree.N, old.N, reader)
	must(err, "prove tree")
	must(tlog.CheckTree(made, tree.N, tree.Hash, old.N, old.Hash), "consistency by the tiles")
	given := hashes(strings.Fields(string(read(proof))))
	must(tlog.CheckTree(tlog.TreeProof(given), tree.N, tree.Hash, old.N, old.Hash), "consistency proof")
	fmt.Printf("consistent since %d\n", old.N)
}

func inclusion(bundle string, verifier note.Verifier) {
	const head = "c2sp.org/tlog-proof@v1\n"
	parts := strings.Split(string(read(bundle)), head)
	for _, part := range parts[1:] {
		lines, checkpoint, _ := strings.Cut(part, "\n\n")
		fields := strings.Split(lines, "\n")
		entry, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(fields[0], "extra "))
		must(err, "extra")
		index, err := strconv.ParseInt(strings.TrimPrefix(fields[1], "index "), 10, 64)
		must(err, "index")
		tree := open([]byte(checkpoint), verifier)
		path := tlog.RecordProof(hashes(fields[2:]))
		must(tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(entry)), "inclusion proof")
	}
	fmt.Printf("included %d\n", len(parts)-1)
}

func main() {
	verifier, err := note.NewVerifier(os.Args[2])
	must(err, "verifier key")
	export := folder(os.Args[1])
	tree := open(read(filepath.Join(os.Args[1], "checkpoint")), verifier)
	entries := export.entries(tree.N)
	if root(entries) != tree.Hash {
		must(fmt.Errorf("the entries do not lead to the signed root"), "root")
	}
	reader := tlog.TileHashReader(tree, export)
	for n, entry := range entries {
		proof, err := tlog.ProveRecord(tree.N, int64(n), reader)
		must(err, "prove record")
		must(tlog.CheckRecord(proof, tree.N, tree.Hash, int64(n), tlog.RecordHash(entry)), "entry by the tiles")
	}
	fmt.Printf("log %d\n", tree.N)
	if len(os.Args) > 4 && os.Args[3] != "-" {
		consistency(open(read(os.Args[3]), verifier), os.Args[4], tree, reader)
	}
	if len(os.Args) > 5 {
		inclusion(os.Args[5], verifier)
	}
}
