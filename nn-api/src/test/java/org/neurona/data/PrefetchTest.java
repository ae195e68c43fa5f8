package org.neurona.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neurona.NDArray;

/** Reading ahead in a thread. */
@Timeout(60)
class PrefetchTest {
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicReference<Thread> reader = new AtomicReference<>();

  private Element next() {
    reader.set(Thread.currentThread());
    return Element.of(NDArray.of((float) read.getAndIncrement()));
  }

  private Dataset endless() {
    return Dataset.from(() -> new Iterator<>() {
      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public Element next() {
        return PrefetchTest.this.next();
      }
    });
  }

  private static List<Float> values(Batch batch) {
    float[] values = batch.x().get(0).toArray().toFloatArray();
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }

  private static List<List<Float>> all(Dataset data) {
    List<List<Float>> all = new ArrayList<>();
    try (Pass pass = Pass.over(data.batches(3, new SplittableRandom(1)))) {
      while (pass.hasNext()) {
        all.add(values(pass.next()));
      }
    }
    return all;
  }

  private void awaitEnd() throws InterruptedException {
    reader.get().join();
  }

  @Test
  void changesNothingButWhoReads() throws InterruptedException {
    Dataset rows = Dataset.of(NDArray.of(IntStream.range(0, 100).toArray()), NDArray.zeros(100)).map(element -> {
      reader.set(Thread.currentThread());
      return element;
    });
    Dataset data = rows.shuffle(20).map((e, random) -> e.withX(NDArray.of((float) (e.x().get() + random.nextDouble()))));
    for (int ahead : new int[] {1, 2, 100}) {
      assertEquals(all(data), all(data.prefetch(ahead)));
      assertEquals(all(data.batch(7).repeat(2)), all(data.batch(7).prefetch(ahead).repeat(2)));
      assertEquals("neurona-prefetch", reader.get().getName());
    }
    awaitEnd();
  }

  @Test
  void readsSoManyBatchesAheadAndNoFurther() throws InterruptedException {
    try (Pass pass = Pass.over(endless().prefetch(2).batches(5, null))) {
      assertEquals(List.of(0f, 1f, 2f, 3f, 4f), values(pass.next()));
      // The one in use, and two that wait; a fourth is read only once there is a buffer for it.
      Thread.State state = reader.get().getState();
      while (state != Thread.State.WAITING) {
        Thread.sleep(1);
        state = reader.get().getState();
      }
      assertEquals(15, read.get());
    }
    awaitEnd();
  }

  @Test
  void usesItsBuffersAgain() {
    List<Object> buffers = new ArrayList<>();
    try (Pass pass = Pass.over(endless().prefetch(2).batches(5, null))) {
      for (int i = 0; i < 12; i++) {
        Batch batch = pass.next();
        Object source = batch.x().get(0).source();
        if (buffers.stream().noneMatch(seen -> seen == source)) {
          buffers.add(source);
        }
      }
    }
    assertEquals(3, buffers.size());
  }

  @Test
  void passesOnWhatWentWrong() throws InterruptedException {
    RuntimeException broken = new IllegalArgumentException("row 7 is damaged");
    Dataset data = endless().map(element -> {
      if (element.x().get(0) == 7) {
        throw broken;
      }
      return element;
    }).prefetch(4);
    try (Pass pass = Pass.over(data.batches(3, null))) {
      assertEquals(List.of(0f, 1f, 2f), values(pass.next()));
      assertEquals(List.of(3f, 4f, 5f), values(pass.next()));
      IllegalStateException failure = assertThrows(IllegalStateException.class, pass::hasNext);
      assertEquals("The pipeline failed while reading ahead: row 7 is damaged", failure.getMessage());
      assertSame(broken, failure.getCause());
    }
    awaitEnd();
  }

  @Test
  void endsWithThePass() throws InterruptedException {
    assertEquals(4, all(endless().take(10).prefetch(2)).size());
    awaitEnd();
  }

  @Test
  void endsWhenThePassIsClosed() throws InterruptedException {
    AtomicInteger closed = new AtomicInteger();
    class Source implements Iterator<Element>, AutoCloseable {
      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public Element next() {
        return PrefetchTest.this.next();
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    }
    Pass pass = Pass.over(Dataset.from(Source::new).batch(2).prefetch(2).batches(1, null));
    pass.next();
    pass.close();
    assertFalse(reader.get().isAlive());
    assertEquals(1, closed.get());
    pass.close();
  }

  @Test
  void endsWhenNobodyHoldsThePass() throws InterruptedException {
    Iterator<Batch> abandoned = endless().prefetch(1).batches(1, null);
    abandoned.next();
    Thread thread = reader.get();
    Reference.reachabilityFence(abandoned);
    abandoned = null;
    while (thread.isAlive()) {
      System.gc();
      thread.join(20);
    }
  }

  @Test
  void canBeInterruptedWhileItWaits() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Dataset stuck = endless().map(element -> {
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return element;
    }).prefetch(1);
    Pass pass = Pass.over(stuck.batches(1, null));
    while (reader.get() == null) {
      Thread.sleep(1);
    }
    Thread.currentThread().interrupt();
    assertEquals("Interrupted while waiting for the next batch of a pipeline",
        assertThrows(IllegalStateException.class, pass::hasNext).getMessage());
    assertTrue(Thread.interrupted(), "the thread still knows");
    assertFalse(pass.hasNext());
    pass.close();
    awaitEnd();
  }
}
