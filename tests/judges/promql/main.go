// The judge asks Prometheus's own parser what it thinks of queries.
//
// It reads one JSON string a line and answers each with a line of JSON: whether it takes the query, and the query as
// Prometheus prints it, or why not. Everything behind a feature flag is on, save for names with dots and no quotes.
//
// With the argument `functions` it lists the functions that Prometheus knows instead; with `inputs`, the queries of
// Prometheus's own tests, read from the module as Go has downloaded it.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"

	"github.com/prometheus/prometheus/promql/parser"
)

type verdict struct {
	Taken   bool   `json:"taken"`
	Printed string `json:"printed,omitempty"`
	Error   string `json:"error,omitempty"`
}

type function struct {
	Name         string             `json:"name"`
	Args         []parser.ValueType `json:"args"`
	Variadic     int                `json:"variadic"`
	Returns      parser.ValueType   `json:"returns"`
	Experimental bool               `json:"experimental"`
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	answers := json.NewEncoder(out)
	answers.SetEscapeHTML(false)
	if err := run(os.Args[1:], answers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		out.Flush()
		os.Exit(1)
	}
}

func run(args []string, answers *json.Encoder) error {
	switch {
	case len(args) == 0:
		return judge(answers)
	case args[0] == "functions":
		return functions(answers)
	case args[0] == "inputs":
		return inputs(answers)
	default:
		return fmt.Errorf("unknown argument %q: `functions`, `inputs` or none", args[0])
	}
}

func judge(answers *json.Encoder) error {
	prometheus := parser.NewParser(parser.Options{EnableExperimentalFunctions: true, EnableBinopFillModifiers: true})
	queries := json.NewDecoder(bufio.NewReader(os.Stdin))
	for queries.More() {
		var query string
		if err := queries.Decode(&query); err != nil {
			return err
		}
		expr, err := prometheus.ParseExpr(query)
		answer := verdict{Taken: err == nil}
		if err == nil {
			answer.Printed = expr.String()
		} else {
			answer.Error = err.Error()
		}
		if err := answers.Encode(answer); err != nil {
			return err
		}
	}
	return nil
}

func functions(answers *json.Encoder) error {
	var all []function
	for _, f := range parser.Functions {
		all = append(all, function{f.Name, f.ArgTypes, f.Variadic, f.ReturnType, f.Experimental})
	}
	sort.Slice(all, func(a, b int) bool { return all[a].Name < all[b].Name })
	for _, f := range all {
		if err := answers.Encode(f); err != nil {
			return err
		}
	}
	return nil
}
