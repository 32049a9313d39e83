package assets

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"strings"
	"testing"
	"unicode/utf8"
)

// awkward are names guests of an office in China may have.
const awkward = "欧阳䶮 𬬻小满 𠮷田 羮羹 镕喆堃 髙橋﨑 陳龍 淼犇骉 㛃 𫖯 𬱖 仝亓乜逄"

// marks are the characters screens and papers draw with.
const marks = "☐☑✓✔✕✗▲▼△▽●○◆◇■□★☆←→↑↓…·×−–—“”‘’「」『』【】《》〈〉〔〕，。：；！？、（）／￥¥€℃㎡№①②③─│┌┐└┘"

func TestBothWeightsDrawNamesAndMarks(t *testing.T) {
	for _, heavy := range []bool{false, true} {
		for _, r := range awkward + marks {
			if !Draws(string(r), heavy) {
				t.Errorf("bold %v has no glyph for %c %U", heavy, r, r)
			}
		}
	}
	if Draws("中\U000F0000", false) {
		t.Error("a character no font has is said to be drawn")
	}
	if !Draws("", true) {
		t.Error("an empty text needs no glyph")
	}
}

func TestFontsDrawAllOfGBKAndRegularExtensionA(t *testing.T) {
	missing := 0
	for r := rune(0x4E00); r <= 0x9FA5; r++ {
		if !Draws(string(r), false) || !Draws(string(r), true) {
			missing++
		}
	}
	for r := rune(0x3400); r <= 0x4DB5; r++ {
		if !Draws(string(r), false) {
			missing++
		}
	}
	if missing > 0 {
		t.Errorf("%d hanzi have no glyph", missing)
	}
}

func TestFontsStaySmall(t *testing.T) {
	if n := len(FontRegular); n > 12<<20 {
		t.Errorf("Regular has %d bytes", n)
	}
	if n := len(FontBold); n > 9<<20 {
		t.Errorf("Bold has %d bytes", n)
	}
}

func TestWhatOthersMadeCarriesItsLicence(t *testing.T) {
	for name, phrase := range map[string]string{
		"Noto Sans SC": "SIL OPEN FONT LICENSE Version 1.1",
		"Lucide":       "ISC License",
	} {
		if !strings.Contains(Licences()[name], phrase) {
			t.Errorf("the licence of %s does not say %q", name, phrase)
		}
	}
}

// TestIconsCanBeColoured guards what the toolkit needs: shapes that are filled, in elements it keeps.
func TestIconsCanBeColoured(t *testing.T) {
	if len(Icons()) < 60 {
		t.Fatalf("only %d icons", len(Icons()))
	}
	for _, name := range Icons() {
		var svg struct {
			XMLName xml.Name `xml:"svg"`
			ViewBox string   `xml:"viewBox,attr"`
			Parts   []struct {
				XMLName xml.Name
				Fill    string `xml:"fill,attr"`
				Stroke  string `xml:"stroke,attr"`
				D       string `xml:"d,attr"`
			} `xml:",any"`
		}
		if err := xml.Unmarshal(Icon(name), &svg); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if svg.ViewBox != "0 0 24 24" || len(svg.Parts) == 0 {
			t.Errorf("%s is not an icon of 24 by 24", name)
		}
		for _, part := range svg.Parts {
			if part.XMLName.Local != "path" || part.Fill != "#000000" || part.Stroke != "" || part.D == "" {
				t.Errorf("%s holds a %s that is not a filled path", name, part.XMLName.Local)
			}
		}
	}
	if Icon("no such icon") != nil {
		t.Error("an icon nobody drew is there")
	}
}

func TestNamedIconsAreThere(t *testing.T) {
	for _, name := range strings.Fields(`home visitor calendar key facility clock handover lock print settings users
		plus minus check x search phone chevron-left chevron-right chevron-down chevron-up undo alert info bell pen
		trash backspace globe sun moon save folder coffee receipt grid clipboard glass fridge logout more download
		eye star radio umbrella flag shield list message`) {
		if Icon(name) == nil {
			t.Errorf("there is no icon %s", name)
		}
	}
}

func TestAppIconIsAPictureOf512(t *testing.T) {
	picture, err := png.Decode(bytes.NewReader(AppIcon))
	if err != nil {
		t.Fatal(err)
	}
	if b := picture.Bounds(); b.Dx() != 512 || b.Dy() != 512 {
		t.Errorf("the icon is %v", b)
	}
}

func TestSampleOfficeIsReadable(t *testing.T) {
	for _, name := range Offices() {
		if b := Office(name); len(b) == 0 || !utf8.Valid(b) {
			t.Errorf("office/%s.json is empty or not UTF-8", name)
		}
	}
	if Office("no such file") != nil {
		t.Error("a file nobody wrote is there")
	}
}
