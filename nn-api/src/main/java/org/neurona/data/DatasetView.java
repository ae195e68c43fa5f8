package org.neurona.data;

import java.util.List;
import java.util.OptionalInt;
import org.neurona.Shape;

/** A data set that passes on the batches of another one, looked at or changed on the way; all else is the other's. */
public abstract class DatasetView implements Dataset {
  private final Dataset source;

  /** A view of a data set. */
  protected DatasetView(Dataset source) {
    this.source = source;
  }

  /** The data set that this one is a view of. */
  protected final Dataset source() {
    return source;
  }

  @Override
  public OptionalInt rows() {
    return source.rows();
  }

  @Override
  public OptionalInt steps(int batchSize) {
    return source.steps(batchSize);
  }

  @Override
  public boolean isBatched() {
    return source.isBatched();
  }

  @Override
  public boolean isEndless() {
    return source.isEndless();
  }

  @Override
  public boolean hasOwnOrder() {
    return source.hasOwnOrder();
  }

  @Override
  public List<Shape> inputShapes() {
    return source.inputShapes();
  }

  @Override
  public String toString() {
    return source.toString();
  }

  /** A pass that gives out the batches of another one, changed. */
  protected abstract static class View implements Pass {
    private final Pass pass;

    /** A view of a pass. */
    protected View(Pass pass) {
      this.pass = pass;
    }

    /** A batch as it is passed on. */
    protected abstract Batch view(Batch batch);

    @Override
    public boolean hasNext() {
      return pass.hasNext();
    }

    @Override
    public Batch next() {
      return view(pass.next());
    }

    @Override
    public void close() {
      pass.close();
    }
  }
}
