import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.Version;

/**
 * LucenePeer FOLDER QUESTIONS: Lucene's answers to FOLDER/questions.tsv (bench/peers/tables.h, answers.h): once skipping
 * what cannot enter the list (lucene-skip), once scoring every match (lucene-all).
 */
public final class LucenePeer {
  private static final int TOP = 50;
  private static final int ROUNDS = 6; // the least CPU time counts; the first ones warm up

  private static BytesRef term(int list) {
    return new BytesRef(new byte[] {(byte) (list >> 24), (byte) (list >> 16), (byte) (list >> 8), (byte) list});
  }

  /** A document per seeker, numbered as the seeker; one segment, so that one thread searches all there is. */
  private static void index(Path folder, FSDirectory directory) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig();
    config.setRAMBufferSizeMB(1024).setUseCompoundFile(false).setMergePolicy(new LogDocMergePolicy()); // keeps the order
    try (IndexWriter writer = new IndexWriter(directory, config);
        BufferedReader lines = Files.newBufferedReader(folder.resolve("seekers.tsv"))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] field = line.split("\t");
        Document document = new Document();
        for (int column : new int[] {9, 10})
          for (int list : Question.numbers(field[column]))
            document.add(new StringField("list", term(list), Field.Store.NO));
        document.add(new BinaryDocValuesField("seeker", SeekerQuery.pack(field)));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  /** Who has some evidence and passes the filters and the MUSTs, with the weight of each list that they are on. */
  private static Query query(Question question, Question.Model model) {
    BooleanQuery.Builder all = new BooleanQuery.Builder(), evidence = new BooleanQuery.Builder();
    for (int i = 0; i < question.lists.length; ++i) {
      Query list = new ConstantScoreQuery(new TermQuery(new Term("list", term(question.lists[i]))));
      Query weighted = new BoostQuery(list, question.weights[i]);
      (question.evidence[i] == 1 ? evidence : all).add(weighted, BooleanClause.Occur.SHOULD);
    }
    all.add(evidence.build(), BooleanClause.Occur.MUST);
    all.add(new SeekerQuery(question, model), BooleanClause.Occur.MUST);
    for (int[] must : question.musts) {
      BytesRef[] terms = Arrays.stream(must).mapToObj(LucenePeer::term).toArray(BytesRef[]::new);
      all.add(new TermInSetQuery("list", terms), BooleanClause.Occur.FILTER);
    }
    return all.build();
  }

  /** The 50 best, and everybody with the total of the 50th; Lucene orders equals by document. */
  private static String ask(IndexSearcher searcher, Question question, Question.Model model, boolean skip)
      throws IOException {
    for (int asked = TOP + TOP / 2;; asked *= 4) {
      TopScoreDocCollector collector = TopScoreDocCollector.create(asked, skip ? asked : Integer.MAX_VALUE);
      searcher.search(query(question, model), collector);
      ScoreDoc[] found = collector.topDocs().scoreDocs;
      StringBuilder rows = new StringBuilder();
      for (ScoreDoc row : found) rows.append(' ').append(row.doc).append(':').append((long) row.score / 4096);
      boolean whole = found.length < asked
          || (long) found[found.length - 1].score / 4096 < (long) found[TOP - 1].score / 4096;
      if (whole) return rows.toString();
    }
  }

  private static void answer(IndexSearcher searcher, List<Question> questions, Question.Model model, boolean skip,
      Path file) throws IOException {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    double[] fastest = new double[questions.size()];
    Arrays.fill(fastest, Double.MAX_VALUE);
    List<String> rows = new ArrayList<>();
    for (int round = 0; round < ROUNDS; ++round) {
      rows.clear();
      for (int i = 0; i < fastest.length; ++i) {
        long start = clock.getCurrentThreadCpuTime();
        rows.add(ask(searcher, questions.get(i), model, skip));
        fastest[i] = Math.min(fastest[i], (clock.getCurrentThreadCpuTime() - start) / 1e6);
      }
    }
    try (PrintWriter out = new PrintWriter(file.toFile())) {
      for (int i = 0; i < fastest.length; ++i) out.println(fastest[i] + "\t" + rows.get(i).trim());
    }
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Question.Model model = new Question.Model(Files.readString(folder.resolve("model.tsv")));
    List<Question> questions = Question.all(folder, Integer.parseInt(arguments[1]));
    OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (FSDirectory directory = FSDirectory.open(folder.resolve("lucene"))) {
      index(folder, directory);
      double seconds = system.getProcessCpuTime() / 1e9;
      long bytes = 0;
      for (String name : directory.listAll()) bytes += directory.fileLength(name);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null); // the same questions come again only because they are timed
        for (boolean skip : new boolean[] {true, false}) {
          String name = skip ? "lucene-skip" : "lucene-all";
          answer(searcher, questions, model, skip, folder.resolve(name + ".answers"));
          String title = "Lucene " + Version.LATEST + (skip ? ", skips" : ", scores all");
          Files.writeString(folder.resolve(name + ".setup"), seconds + "\t" + bytes + "\t" + title + "\n");
        }
      }
    }
  }
}
