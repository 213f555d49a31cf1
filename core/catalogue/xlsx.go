package catalogue

import (
	"bytes"
	"io"

	"github.com/xuri/excelize/v2"

	"shopbell/core"
)

// xlsxRows reads the first sheet of a workbook.
type xlsxRows struct {
	file *excelize.File
	rows *excelize.Rows
	line int
}

// openXLSX opens a workbook. How far it may unpack is bounded, so that a small file cannot fill the memory.
func openXLSX(data []byte) (rows, error) {
	const op = "catalogue.read"
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked / 4, RawCellValue: true,
	})
	if err != nil {
		return nil, core.E(core.CodeBadInput, op, "the file is not a spreadsheet that can be read", err)
	}
	sheets := f.GetSheetList()
	if len(sheets) == 0 {
		_ = f.Close()
		return nil, core.E(core.CodeBadInput, op, "the spreadsheet has no sheet", nil)
	}
	r, err := f.Rows(sheets[0])
	if err != nil {
		_ = f.Close()
		return nil, core.E(core.CodeBadInput, op, "the first sheet cannot be read", err)
	}
	return &xlsxRows{file: f, rows: r}, nil
}

// next gives a line as it is stored. A formula gives the value that the spreadsheet program last computed for it, as
// text: nothing is computed here.
func (x *xlsxRows) next() ([]string, int, error) {
	if !x.rows.Next() {
		if err := x.rows.Error(); err != nil {
			return nil, 0, err
		}
		return nil, 0, io.EOF
	}
	x.line++
	cells, err := x.rows.Columns()
	return cells, x.line, err
}

func (x *xlsxRows) close() {
	_ = x.rows.Close()
	_ = x.file.Close()
}
