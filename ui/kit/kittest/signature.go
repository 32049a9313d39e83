package kittest

import (
	"fyne.io/fyne/v2"

	"yingbin/ui/kit"
)

// Signatures gives the visible fields to sign in.
func Signatures(root fyne.CanvasObject) []*kit.Signature { return all[*kit.Signature](root) }
