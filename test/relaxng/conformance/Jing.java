import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.SchemaReader;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import com.thaiopensource.validate.auto.AutoSchemaReader;
import com.thaiopensource.validate.rng.CompactSchemaReader;
import com.thaiopensource.xml.sax.ErrorHandlerImpl;
import java.io.File;
import java.io.StringWriter;
import java.util.Arrays;

/** What jing says of each schema in a folder (NNN.rng, NNN.rnc) and of its documents (NNN.rng.NN.xml), a line each. */
public class Jing {
  public static void main(String[] arguments) throws Exception {
    File[] files = new File(arguments[0]).listFiles();
    Arrays.sort(files);
    ValidationDriver driver = null;
    for (File file : files) {
      String name = file.getName();
      if (name.endsWith(".xml")) {
        if (driver == null) continue;
        boolean right = driver.validate(ValidationDriver.fileInputSource(file));
        System.out.println(name + (right ? " right" : " wrong"));
        continue;
      }
      PropertyMapBuilder properties = new PropertyMapBuilder();
      properties.put(ValidateProperty.ERROR_HANDLER, new ErrorHandlerImpl(new StringWriter()));
      SchemaReader reader = name.endsWith(".rnc") ? CompactSchemaReader.getInstance() : new AutoSchemaReader();
      driver = new ValidationDriver(properties.toPropertyMap(), reader);
      boolean correct = driver.loadSchema(ValidationDriver.fileInputSource(file));
      System.out.println(name + (correct ? " correct" : " incorrect"));
      if (!correct) driver = null;
    }
  }
}
