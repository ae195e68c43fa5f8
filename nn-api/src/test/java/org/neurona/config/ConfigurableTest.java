package org.neurona.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Configurable and its Config, on a class made for it. */
class ConfigurableTest {
  private static final Setting<Integer> SIZE = Setting.positiveInt("size");
  private static final Setting<Double> PART = Setting.fraction("the_part", 0.5);
  private static final Setting<Thing> INNER = Setting.of("inner", "a thing or null", value -> true, null, null);

  private static final class Thing extends Configurable {
    Thing(int size) {
      super(List.of(SIZE, PART));
      set(SIZE, size);
    }

    Thing part(double part) {
      return with(this, PART, part);
    }

    <T> T any(Setting<T> setting) {
      return get(setting);
    }
  }

  private static final Catalogue<Thing> CATALOGUE = Catalogue.of("thing", Thing.class).add(new Thing(1)).build();

  private static Thing read(Map<?, ?> config) {
    return CATALOGUE.read(Map.of("class_name", "Thing", "config", config), CustomObjects.none());
  }

  private static String message(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }

  @Test
  void settingsAreKeptInTheirOrder() {
    assertEquals(List.of(SIZE, PART), new Thing(3).config().settings());
    assertEquals("{size=3, the_part=0.5}", new Thing(3).config().toMap().toString());
    assertEquals("{class_name=Thing, config={size=3, the_part=0.5}}", new Thing(3).toPlain().toString());
  }

  @Test
  void textShowsWhatDiffersFromTheDefaults() {
    assertEquals("Thing(size=3)", new Thing(3).toString());
    assertEquals("Thing(size=3, thePart=0.25)", new Thing(3).part(0.25).toString());
    assertEquals("Thing(size=3)", new Thing(3).part(0.5).toString());
  }

  @Test
  void aCopyHasTheClassOfTheOriginalAndLeavesItAsItWas() {
    Thing original = new Thing(3);
    Thing copy = original.part(0.1);

    assertNotSame(original, copy);
    assertSame(Thing.class, copy.getClass());
    assertEquals(0.5, original.any(PART));
    assertEquals(0.1, copy.any(PART));
    assertEquals(3, copy.any(SIZE));
  }

  @Test
  void twoWithEqualSettingsAreStillTwo() {
    assertNotEquals(new Thing(3), new Thing(3));
  }

  @Test
  void aFilesSettingsReplaceAllOfThePrototypes() {
    assertEquals("Thing(size=9)", read(Map.of("size", 9)).toString());
    assertEquals("Thing(size=9, thePart=0.0)", read(Map.of("size", 9, "the_part", 0)).toString());
    assertEquals("Thing(size=1)", CATALOGUE.get("Thing").toString());
  }

  @Test
  void aFilesSettingsAreChecked() {
    assertEquals("Thing: size is missing", message(() -> read(Map.of("the_part", 0.1))));
    assertEquals("Thing has no setting color, weight. Known: size, the_part",
        message(() -> read(Map.of("size", 1, "weight", 2, "color", 3))));
    assertEquals("Thing: Received an invalid value for thePart, expected a number in [0, 1). Received: thePart=2.0",
        message(() -> read(Map.of("size", 1, "the_part", 2))));
    assertEquals("Thing: Received an invalid value for size, expected a positive integer. Received: size=null",
        message(() -> read(java.util.Collections.singletonMap("size", null))));
  }

  @Test
  void aSettingOfAnotherClassIsNotThere() {
    assertEquals("There is no setting inner among [size, the_part]", message(() -> new Thing(1).any(INNER)));
  }

  @Test
  void mapsOfSettingsCannotBeChanged() {
    assertThrows(UnsupportedOperationException.class, () -> new Thing(1).config().toMap().put("size", 2));
    assertThrows(UnsupportedOperationException.class, () -> new Thing(1).config().settings().clear());
  }

  @Test
  void aClassThatIsNotInTheCatalogueIsTakenFromTheCallersOwn() {
    Catalogue<Thing> empty = Catalogue.of("thing", Thing.class).build();
    Map<String, Object> plain = Map.of("class_name", "Thing", "config", Map.of("size", 4));

    assertEquals("Thing(size=4)", empty.read(plain, CustomObjects.of(new Thing(1))).toString());
    assertEquals("Could not interpret thing identifier: Thing. Known: . If it is a class of your own, pass one to "
        + "CustomObjects.of(...) when you load", message(() -> empty.read(plain, CustomObjects.none())));
  }
}
