package hub

import (
	"context"
	"os"
	"strconv"

	reg "golang.org/x/sys/windows/registry"

	"yingbin/data"
)

const policyKey = `SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy`

// firewall reads Windows' firewall from the registry, where everybody may and
// which speaks no language: netsh's answers are translated.
func firewall(_ context.Context, port int) data.Firewall {
	f := data.Firewall{Command: `netsh advfirewall firewall add rule name="Yingbin" dir=in action=allow protocol=TCP localport=` + strconv.Itoa(port)}
	if !profileOn("StandardProfile") && !profileOn("PublicProfile") && !profileOn("DomainProfile") {
		return data.Firewall{}
	}
	program, err := os.Executable()
	if err != nil {
		program = ""
	}
	f.Blocks = !ruleOpens(port, program)
	return f
}

func profileOn(profile string) bool {
	k, err := reg.OpenKey(reg.LOCAL_MACHINE, policyKey+`\`+profile, reg.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer k.Close()
	on, _, err := k.GetIntegerValue("EnableFirewall")
	return err == nil && on != 0
}

func ruleOpens(port int, program string) bool {
	k, err := reg.OpenKey(reg.LOCAL_MACHINE, policyKey+`\FirewallRules`, reg.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer k.Close()
	names, err := k.ReadValueNames(0)
	if err != nil {
		return false
	}
	for _, name := range names {
		if rule, _, err := k.GetStringValue(name); err == nil && windowsOpens(rule, port, program) {
			return true
		}
	}
	return false
}
