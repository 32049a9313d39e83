package hub

import (
	"context"
	"os"
	"os/exec"
	"strconv"
	"time"

	"yingbin/data"
)

// firewall looks at ufw and firewalld as far as an ordinary user may. Where ufw
// is on and its rules can't be read it is taken to block: a device that gets
// through proves the contrary.
func firewall(ctx context.Context, port int) data.Firewall {
	p := strconv.Itoa(port)
	if conf, err := os.ReadFile("/etc/ufw/ufw.conf"); err == nil && ufwOn(string(conf)) {
		rules, err := os.ReadFile("/etc/ufw/user.rules")
		return data.Firewall{Blocks: err != nil || !ufwOpens(string(rules), port), Command: "sudo ufw allow " + p + "/tcp"}
	}
	f := data.Firewall{Command: "sudo firewall-cmd --permanent --add-port=" + p + "/tcp && sudo firewall-cmd --reload"}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if exec.CommandContext(ctx, "firewall-cmd", "--state").Run() != nil {
		return data.Firewall{} // not there, or not running
	}
	f.Blocks = exec.CommandContext(ctx, "firewall-cmd", "--query-port="+p+"/tcp").Run() != nil
	return f
}
