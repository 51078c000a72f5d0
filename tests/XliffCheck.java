import java.io.File;
import net.sf.okapi.lib.xliff2.reader.XLIFFReader;

/** Holds XLIFF files to the schemas of OASIS and to the constraints of the standard (Okapi XLIFF Toolkit). A line for each that fails. */
public class XliffCheck {
    public static void main(String[] files) {
        for (String file : files) {
            try {
                XLIFFReader.validate(new File(file));
            } catch (RuntimeException fault) {
                System.out.println(file + ": " + fault.getMessage());
            }
        }
    }
}
