//go:build tools

// Package engine names what is built from this module, so that "go mod tidy" keeps what it needs.
package engine

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
