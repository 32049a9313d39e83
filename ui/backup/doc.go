// Package backup is the section of the settings where backups are seen and made.
//
// It must not know how a backup is written or checked.
package backup
