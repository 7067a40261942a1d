package doctor_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Whatever a program can read is documented: every name that stands in the sources
// of a check.
func TestEveryNameIsDocumented(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "doctor.md"))
	if err != nil {
		t.Fatal(err)
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	sources = append(sources, filepath.Join("..", "..", "tui", "command", "terminal.go"))
	documented := 0
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), source, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) < 2 {
				return true
			}
			argument := map[string]int{"found": 1, "finding": 0, "with": 0}
			i, ok := argument[called(call)]
			if !ok {
				return true
			}
			literal, ok := call.Args[i].(*ast.BasicLit)
			if !ok {
				return true
			}
			name, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			documented++
			if !strings.Contains(string(page), "`"+name+"`") {
				t.Errorf("%s: %q is not in docs/doctor.md", source, name)
			}
			return true
		})
	}
	if documented < 40 {
		t.Errorf("only %d names were found: is this test still right?", documented)
	}
}

func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
