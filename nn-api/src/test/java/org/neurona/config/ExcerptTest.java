package org.neurona.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void aShortValueIsShownAsItIs() {
    for (Object value : Arrays.asList(null, 1.5, "text", List.of(), Map.of(), List.of(1, List.of("a", Map.of("k", 2L))),
        Collections.singletonMap("key", null))) {
      assertEquals(String.valueOf(value), Excerpt.of(value));
    }
  }

  @Test
  void aLongOneIsCut() {
    assertEquals("x".repeat(500) + "...", Excerpt.of("x".repeat(501)));
    assertEquals("x".repeat(500), Excerpt.of("x".repeat(500)));
    assertEquals("[" + "1, ".repeat(166) + "1...", Excerpt.of(Collections.nCopies(1 << 30, 1)));
  }

  @Test
  void aDeepOneIsCutToo() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      deep = new ArrayList<>(List.of(deep));
    }

    assertTrue(Excerpt.of(deep).startsWith("[[[["));
  }
}
