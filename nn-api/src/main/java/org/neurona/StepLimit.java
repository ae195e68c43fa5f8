package org.neurona;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.DatasetView;
import org.neurona.data.Pass;

/** The first batches of a data set, so many in each pass; fewer are worth a warning. */
final class StepLimit extends DatasetView {
  private static final System.Logger LOG = System.getLogger(StepLimit.class.getName());

  private final String argument;
  private final int steps;

  /**
   * A limit.
   *
   * @param argument what the user gave it as, for messages: {@code validationSteps}
   */
  StepLimit(Dataset source, String argument, int steps) {
    super(source);
    this.argument = argument;
    this.steps = steps;
  }

  @Override
  public OptionalInt steps(int batchSize) {
    return OptionalInt.of(steps);
  }

  @Override
  public boolean isEndless() {
    return false;
  }

  @Override
  public Iterator<Batch> batches(int batchSize, RandomGenerator shuffle) {
    Pass source = Pass.over(source().batches(batchSize, shuffle));
    return new Pass() {
      private int done;

      @Override
      public boolean hasNext() {
        if (done < steps && !source.hasNext()) {
          LOG.log(System.Logger.Level.WARNING, "Your input ran out of data after {0} batches; `{1}` is {2}. Make sure "
              + "that your dataset can give at least `{1}` batches. You may need to use the `.repeat()` method when "
              + "building your dataset.", Integer.toString(done), argument, Integer.toString(steps));
          done = steps;
        }
        return done < steps;
      }

      @Override
      public Batch next() {
        if (!hasNext()) {
          throw new NoSuchElementException("All " + steps + " batches have been given out");
        }
        done++;
        return source.next();
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }
}
