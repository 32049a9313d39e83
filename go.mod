module yingbin

go 1.26.0

require (
	fyne.io/fyne/v2 v2.7.4 // indirect
	github.com/boombuler/barcode v1.1.0 // indirect
	github.com/gofrs/flock v0.13.2 // indirect
	github.com/jung-kurt/gofpdf v1.16.2 // indirect
	github.com/mattn/go-sqlite3 v1.14.53 // indirect
	github.com/mozillazg/go-pinyin v0.21.0 // indirect
	golang.org/x/image v0.47.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)
