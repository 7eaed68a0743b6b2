package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

const module = "github.com/prometheus/prometheus"

// What follows in the scripts of promqltest is a query.
var evaluation = regexp.MustCompile(`^\s*eval\w*\s+(?:instant(?:\s+at\s+\S+)?|range\s+from\s+\S+\s+to\s+\S+\s+step\s+\S+)\s+(.+)$`)

// The fields and variables of Prometheus's tables of tests that hold queries.
var holdsQuery = map[string]bool{"input": true, "in": true, "out": true, "expr": true, "query": true}

func inputs(answers *json.Encoder) error {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	root := filepath.Join(strings.TrimSpace(string(dir)), "promql")
	var queries []string
	for _, pattern := range []string{"parser/*_test.go", "promqltest/testdata/*.test"} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(files) == 0 {
			return fmt.Errorf("no %s in %s: %w", pattern, root, err)
		}
		for _, file := range files {
			found, err := queriesOf(file)
			if err != nil {
				return err
			}
			queries = append(queries, found...)
		}
	}
	for _, query := range queries {
		if err := answers.Encode(query); err != nil {
			return err
		}
	}
	return nil
}

func queriesOf(file string) ([]string, error) {
	if strings.HasSuffix(file, ".go") {
		return queriesOfTable(file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var queries []string
	for _, line := range strings.Split(string(text), "\n") {
		if match := evaluation.FindStringSubmatch(line); match != nil {
			queries = append(queries, match[1])
		}
	}
	return queries, nil
}

func queriesOfTable(file string) ([]string, error) {
	tree, err := goparser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		return nil, err
	}
	var queries []string
	ast.Inspect(tree, func(node ast.Node) bool {
		if pair, ok := node.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && holdsQuery[key.Name] {
				if text, ok := literal(pair.Value); ok {
					queries = append(queries, text)
				}
			}
		}
		return true
	})
	return queries, nil
}

// literal returns the text of a string literal, or of several joined by `+`.
func literal(expr ast.Expr) (string, bool) {
	switch expr := expr.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(expr.Value)
		return text, err == nil && expr.Kind == token.STRING
	case *ast.BinaryExpr:
		left, isLeft := literal(expr.X)
		right, isRight := literal(expr.Y)
		return left + right, isLeft && isRight
	}
	return "", false
}
