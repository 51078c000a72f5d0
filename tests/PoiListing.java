import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSource;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFChart;
import org.apache.poi.xslf.usermodel.XSLFGraphicFrame;
import org.apache.poi.xslf.usermodel.XSLFGroupShape;
import org.apache.poi.xslf.usermodel.XSLFNotes;
import org.apache.poi.xslf.usermodel.XSLFShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTableCell;
import org.apache.poi.xslf.usermodel.XSLFTableRow;
import org.apache.poi.xslf.usermodel.XSLFTextParagraph;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** What Apache POI finds in decks and workbooks: a line for each text, each datum of a chart and each cell, its fields parted by tabs.
 *
 *  java -cp "POI/*" PoiListing.java FILE...
 */
public class PoiListing {
    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    public static void main(String[] files) throws Exception {
        System.setProperty("log4j2.loggerContextFactory", "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        for (String file : files) {
            if (file.endsWith(".xlsx")) {
                book(file);
                continue;
            }
            line("deck", new File(file).getName());
            try (InputStream in = new FileInputStream(file); XMLSlideShow deck = new XMLSlideShow(in)) {
                for (XSLFSlide slide : deck.getSlides()) {
                    line("slide");
                    for (XSLFShape shape : slide.getShapes()) {
                        list(shape);
                    }
                    XSLFNotes notes = slide.getNotes();
                    if (notes != null) {
                        for (XSLFShape shape : notes.getShapes()) {
                            if (shape instanceof XSLFTextShape) {
                                paragraphs("note", (XSLFTextShape) shape);
                            }
                        }
                    }
                }
            }
        }
        OUT.flush();
    }

    private static void list(XSLFShape shape) throws Exception {
        if (shape instanceof XSLFGroupShape) {
            for (XSLFShape inner : ((XSLFGroupShape) shape).getShapes()) {
                list(inner);
            }
        } else if (shape instanceof XSLFTable) {
            for (XSLFTableRow row : ((XSLFTable) shape).getRows()) {
                for (XSLFTableCell cell : row.getCells()) {
                    paragraphs("cell", cell);
                }
            }
        } else if (shape instanceof XSLFGraphicFrame && ((XSLFGraphicFrame) shape).hasChart()) {
            chart(((XSLFGraphicFrame) shape).getChart());
        } else if (shape instanceof XSLFTextShape) {
            paragraphs("text", (XSLFTextShape) shape);
        }
    }

    private static void paragraphs(String kind, XSLFTextShape shape) {
        for (XSLFTextParagraph paragraph : shape.getTextParagraphs()) {
            if (!paragraph.getText().isBlank()) {
                line(kind, paragraph.getText());
            }
        }
    }

    private static void chart(XSLFChart chart) throws Exception {
        line("chart");
        for (XDDFChartData data : chart.getChartSeries()) {
            for (int index = 0; index < data.getSeriesCount(); index++) {
                XDDFChartData.Series series = data.getSeries(index);
                XDDFDataSource<?> categories = series.getCategoryData();
                XDDFDataSource<?> values = series.getValuesData();
                for (int point = 0; point < values.getPointCount(); point++) {
                    line("point", Integer.toString(index), String.valueOf(categories.getPointAt(point)), String.valueOf(values.getPointAt(point)));
                }
            }
        }
        for (Sheet sheet : chart.getWorkbook()) {
            cells("datum", sheet);
        }
    }

    private static void book(String file) throws Exception {
        line("book", new File(file).getName());
        try (InputStream in = new FileInputStream(file); XSSFWorkbook book = new XSSFWorkbook(in)) {
            for (Sheet sheet : book) {
                line("sheet", sheet.getSheetName());
                cells("datum", sheet);
            }
        }
    }

    private static void cells(String kind, Sheet sheet) {
        for (Row row : sheet) {
            for (Cell cell : row) {
                line(kind, cell.getAddress().formatAsString(),
                        cell.getCellType() == CellType.NUMERIC ? Double.toString(cell.getNumericCellValue()) : cell.toString());
            }
        }
    }

    private static void line(String... fields) {
        for (int index = 0; index < fields.length; index++) {
            fields[index] = fields[index].replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r").replace("\u000b", "\\v");
        }
        OUT.println(String.join("\t", fields));
    }
}
