package org.neurona.spi;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neurona.NDArray;

/**
 * What a callback has noted so far, for a file: lists of numbers, of texts and of arrays, by name. Immutable: the
 * methods with a value return a copy with one entry more. A list of arrays has at least one.
 *
 * @param numbers the lists of numbers
 * @param texts the lists of texts
 * @param arrays the lists of arrays
 */
public record CallbackState(Map<String, List<Double>> numbers, Map<String, List<String>> texts,
    Map<String, List<NDArray>> arrays) {
  /** Nothing. */
  public static final CallbackState EMPTY = new CallbackState(Map.of(), Map.of(), Map.of());

  /** Copies the maps and sorts them by name. */
  public CallbackState {
    numbers = copy(numbers);
    texts = copy(texts);
    arrays = copy(arrays);
  }

  private static <T> Map<String, List<T>> copy(Map<String, List<T>> lists) {
    Map<String, List<T>> copy = new TreeMap<>();
    lists.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    return Collections.unmodifiableMap(copy);
  }

  private static <T> Map<String, List<T>> with(Map<String, List<T>> lists, String name, List<T> list) {
    Map<String, List<T>> more = new TreeMap<>(lists);
    more.put(name, list);
    return more;
  }

  /** Returns a copy with a number. */
  public CallbackState number(String name, double value) {
    return numbers(name, List.of(value));
  }

  /** Returns a copy with a list of numbers. */
  public CallbackState numbers(String name, List<Double> values) {
    return new CallbackState(with(numbers, name, values), texts, arrays);
  }

  /** Returns a copy with a list of texts. */
  public CallbackState texts(String name, List<String> values) {
    return new CallbackState(numbers, with(texts, name, values), arrays);
  }

  /** Returns a copy with a list of arrays. */
  public CallbackState arrays(String name, List<NDArray> values) {
    return new CallbackState(numbers, texts, with(arrays, name, values));
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return numbers.isEmpty() && texts.isEmpty() && arrays.isEmpty();
  }

  /**
   * A number.
   *
   * @throws IllegalArgumentException if there is no such number
   */
  public double number(String name) {
    List<Double> values = numbers(name);
    if (values.size() != 1) {
      throw new IllegalArgumentException("The state should have one number \"" + name + "\". Received: " + values);
    }
    return values.get(0);
  }

  /**
   * A list of numbers.
   *
   * @throws IllegalArgumentException if there is no such list
   */
  public List<Double> numbers(String name) {
    return get(numbers, name);
  }

  /**
   * A list of texts.
   *
   * @throws IllegalArgumentException if there is no such list
   */
  public List<String> texts(String name) {
    return get(texts, name);
  }

  /**
   * A list of arrays.
   *
   * @throws IllegalArgumentException if there is no such list
   */
  public List<NDArray> arrays(String name) {
    return get(arrays, name);
  }

  private static <T> List<T> get(Map<String, List<T>> lists, String name) {
    List<T> list = lists.get(name);
    if (list == null) {
      throw new IllegalArgumentException(
          "The state has no \"" + name + "\". Known: " + String.join(", ", lists.keySet()));
    }
    return list;
  }
}
