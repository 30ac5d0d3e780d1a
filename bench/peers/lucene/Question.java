import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One line of questions.tsv, and of model.tsv (bench/peers/tables.h). */
final class Question {
  static final int NOWHERE = Integer.MIN_VALUE;

  static final class Model {
    final long position, region, detour;
    final int[] decay;

    Model(String line) {
      String[] field = line.trim().split("\t");
      position = Long.parseLong(field[2]);
      region = Long.parseLong(field[3]);
      detour = Long.parseLong(field[4]);
      decay = numbers(field[5]);
    }
  }

  final int x, y, remote, hoursMin, hoursMax, position;
  final boolean shifts;
  final int[] lists, weights, evidence;
  final List<int[]> musts = new ArrayList<>();

  Question(String line) {
    String[] field = line.split("\t");
    x = metres(field[1], NOWHERE);
    y = metres(field[2], NOWHERE);
    remote = Integer.parseInt(field[3]);
    hoursMin = Integer.parseInt(field[4]);
    hoursMax = Integer.parseInt(field[5]);
    shifts = field[6].equals("1");
    position = Integer.parseInt(field[7]);
    lists = numbers(field[8]);
    weights = numbers(field[9]);
    evidence = numbers(field[10]);
    if (!field[11].equals("-")) for (String must : field[11].split(";")) musts.add(numbers(must));
  }

  static List<Question> all(Path folder, int most) throws java.io.IOException {
    List<Question> questions = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("questions.tsv")))
      if (questions.size() < most) questions.add(new Question(line));
    return questions;
  }

  static int metres(String field, int unknown) {
    return field.equals("\\N") ? unknown : Integer.parseInt(field);
  }

  /** {1,2,3} */
  static int[] numbers(String braces) {
    if (braces.length() == 2) return new int[0];
    String[] words = braces.substring(1, braces.length() - 1).split(",");
    int[] values = new int[words.length];
    for (int i = 0; i < words.length; ++i) values[i] = Integer.parseInt(words[i]);
    return values;
  }
}
