import java.io.IOException;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;

/**
 * Everybody whom travel, hours and shifts do not exclude, scored with wP * P + wR * R: the distance feature. Lucene's own
 * (LatLonPoint.newDistanceFeatureQuery) knows one curve for everybody, and the model one per seeker.
 */
final class SeekerQuery extends Query {
  private static final int KNOWN = 32;
  static final int ENDLESS = Integer.MAX_VALUE;
  private final Question question;
  private final Question.Model model;

  SeekerQuery(Question question, Question.Model model) {
    this.question = question;
    this.model = model;
  }

  /** The columns of a seeker as one value: eight numbers, from the fields of a line of seekers.tsv. */
  static BytesRef pack(String[] field) {
    java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(KNOWN);
    bytes.putInt(Question.metres(field[1], Question.NOWHERE)).putInt(Question.metres(field[2], Question.NOWHERE));
    bytes.putInt(Question.metres(field[3], ENDLESS)).putInt(Question.metres(field[4], ENDLESS));
    for (int i = 5; i < 9; ++i) bytes.putInt(Integer.parseInt(field[i]));
    return new BytesRef(bytes.array());
  }

  private static int at(BytesRef value, int number) {
    byte[] b = value.bytes;
    int i = value.offset + 4 * number;
    return b[i] << 24 | (b[i + 1] & 0xff) << 16 | (b[i + 2] & 0xff) << 8 | (b[i + 3] & 0xff);
  }

  /** wP * P + wR * R, or -1 when the seeker is excluded. */
  long points(BytesRef seeker) {
    if (at(seeker, 5) < question.hoursMin || at(seeker, 4) > question.hoursMax) return -1;
    if (question.shifts && at(seeker, 6) == 1) return -1;
    long region = 0;
    int x = at(seeker, 0);
    if (x != Question.NOWHERE && question.x != Question.NOWHERE) {
      long dx = question.x - x, dy = question.y - at(seeker, 1);
      long distance = (long) Math.sqrt((double) (dx * dx + dy * dy)) * model.detour / 100;
      if (distance > at(seeker, 2) && question.remote != 100) return -1;
      long full = at(seeker, 3);
      if (full == ENDLESS) region = 4096;
      else if (full > 0 && distance <= full) region = model.decay[(int) (1024 * distance / full)];
    }
    region += (4096 - region) * question.remote / 100;
    return model.position * (question.position + at(seeker, 7)) + model.region * region;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new Weight(this) {
      @Override
      public Scorer scorer(LeafReaderContext context) throws IOException {
        return new SeekerScorer(this, context.reader().getBinaryDocValues("seeker"), context.reader().maxDoc());
      }

      @Override
      public boolean isCacheable(LeafReaderContext context) {
        return false;
      }

      @Override
      @Deprecated
      public void extractTerms(Set<Term> terms) {}

      @Override
      public Explanation explain(LeafReaderContext context, int document) {
        return Explanation.noMatch("not told");
      }
    };
  }

  private final class SeekerScorer extends Scorer {
    private final BinaryDocValues values;
    private final DocIdSetIterator all;
    private long points;

    SeekerScorer(Weight weight, BinaryDocValues values, int documents) {
      super(weight);
      this.values = values;
      this.all = DocIdSetIterator.all(documents);
    }

    @Override
    public TwoPhaseIterator twoPhaseIterator() {
      return new TwoPhaseIterator(all) {
        @Override
        public boolean matches() throws IOException {
          values.advanceExact(all.docID());
          points = points(values.binaryValue());
          return points >= 0;
        }

        @Override
        public float matchCost() {
          return 50;
        }
      };
    }

    @Override
    public DocIdSetIterator iterator() {
      return TwoPhaseIterator.asDocIdSetIterator(twoPhaseIterator());
    }

    @Override
    public int docID() {
      return all.docID();
    }

    @Override
    public float score() {
      return points;
    }

    @Override
    public float getMaxScore(int upTo) {
      return model.position * (question.position + 2048) + model.region * 4096;
    }
  }

  @Override
  public String toString(String field) {
    return "seeker";
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
