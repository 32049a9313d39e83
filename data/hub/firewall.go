package hub

import (
	"strconv"
	"strings"
)

// This file reads what systems say of their firewalls; how to get at it stands in
// one file for each.

// ufwOn reports whether ufw.conf says that it is on.
func ufwOn(conf string) bool {
	for line := range strings.Lines(conf) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "ENABLED="); ok {
			return strings.EqualFold(strings.Trim(value, `"' `), "yes")
		}
	}
	return false
}

// ufwOpens reports whether one of ufw's rules lets a TCP port through. Rules are
// comments of the form "### tuple ### allow tcp 47800 0.0.0.0/0 any …".
func ufwOpens(rules string, port int) bool {
	for line := range strings.Lines(rules) {
		f := strings.Fields(line)
		if len(f) < 6 || f[0] != "###" || f[1] != "tuple" || f[3] != "allow" {
			continue
		}
		if (f[4] == "tcp" || f[4] == "any") && (f[5] == "any" || holdsPort(f[5], ":", port)) {
			return true
		}
	}
	return false
}

// windowsOpens reports whether a rule of Windows' firewall, as the registry keeps
// it ("v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=47800|App=…|"), lets
// the port or the program through.
func windowsOpens(rule string, port int, program string) bool {
	fields := map[string][]string{}
	for part := range strings.SplitSeq(rule, "|") {
		if name, value, ok := strings.Cut(part, "="); ok {
			fields[name] = append(fields[name], value)
		}
	}
	is := func(name, value string) bool {
		return len(fields[name]) == 1 && strings.EqualFold(fields[name][0], value)
	}
	if !is("Action", "Allow") || !is("Active", "TRUE") || !is("Dir", "In") || len(fields["Protocol"]) > 0 && !is("Protocol", "6") {
		return false
	}
	app, ports := fields["App"], append(fields["LPort"], fields["LPort2_10"]...)
	if len(app) == 0 && len(ports) == 0 {
		return false // by service or package: not ours
	}
	if len(app) > 0 && !strings.EqualFold(app[0], program) {
		return false
	}
	for _, p := range ports {
		if holdsPort(p, "-", port) {
			return true
		}
	}
	return len(ports) == 0
}

// holdsPort reports whether a list such as "80,47000-48000" holds a port.
func holdsPort(list, to string, port int) bool {
	for part := range strings.SplitSeq(list, ",") {
		low, high, span := strings.Cut(part, to)
		if !span {
			high = low
		}
		from, err := strconv.Atoi(strings.TrimSpace(low))
		until, err2 := strconv.Atoi(strings.TrimSpace(high))
		if err == nil && err2 == nil && from <= port && port <= until {
			return true
		}
	}
	return false
}
