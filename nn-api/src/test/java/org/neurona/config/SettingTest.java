package org.neurona.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Shape;
import org.neurona.regularizers.L2;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

class SettingTest {
  @Test
  void theKeyIsKerasAndTheJavaNameFollowsFromIt() {
    Setting<Boolean> setting = Setting.flag("use_bias_at_all", true);

    assertEquals("use_bias_at_all", setting.key());
    assertEquals("useBiasAtAll", setting.javaName());
    assertEquals("use_bias_at_all", setting.toString());
    assertEquals("true or false", setting.rule());
    assertEquals(true, setting.defaultValue());
    assertFalse(setting.isRequired());
  }

  @Test
  void aRequiredSettingHasNoDefault() {
    assertTrue(Setting.positiveInt("units").isRequired());
    assertNull(Setting.positiveInt("units").defaultValue());
    assertEquals(7, Setting.positiveInt("units", 7).defaultValue());
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        Arguments.of(Setting.positiveInt("n"), List.of(1, Integer.MAX_VALUE), Arrays.asList(0, -1, null)),
        Arguments.of(Setting.integer("n", 0), List.of(-5, 0), Arrays.asList((Integer) null)),
        Arguments.of(Setting.number("n", 0), List.of(-1e300, 0.0),
            Arrays.asList(Double.NaN, Double.NEGATIVE_INFINITY, null)),
        Arguments.of(Setting.nonNegative("n", 0), List.of(0.0, 5.0), Arrays.asList(-1e-9, Double.NaN, null)),
        Arguments.of(Setting.positive("n", 1), List.of(1e-9), Arrays.asList(0.0, Double.POSITIVE_INFINITY, null)),
        Arguments.of(Setting.fraction("n", 0), List.of(0.0, 0.999), Arrays.asList(1.0, -0.1, Double.NaN, null)),
        Arguments.of(Setting.flag("n", true), List.of(true, false), Arrays.asList((Boolean) null)),
        Arguments.of(Setting.oneOf("n", "a", "a", "b"), List.of("a", "b"), Arrays.asList("c", "", null)),
        Arguments.of(Setting.seed(), Arrays.asList(Long.MIN_VALUE, 0L, null), List.of()),
        Arguments.of(Setting.text("n", null), Arrays.asList("", "x", null), List.of()));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  <T> void theRuleSaysWhichValuesAreAccepted(Setting<T> setting, List<T> good, List<T> bad) {
    for (T value : good) {
      assertEquals(value, setting.check("Thing", value));
    }
    for (T value : bad) {
      assertEquals("Thing: Received an invalid value for n, expected " + setting.rule() + ". Received: n=" + value,
          assertThrows(IllegalArgumentException.class, () -> setting.check("Thing", value)).getMessage());
    }
  }

  static Stream<Arguments> plainData() {
    return Stream.of(
        Arguments.of(Setting.integer("n", 0), 5, 5),
        Arguments.of(Setting.seed(), Long.MAX_VALUE, Long.MAX_VALUE),
        Arguments.of(Setting.number("n", 0), 0.1, 0.1),
        Arguments.of(Setting.flag("n", false), true, true),
        Arguments.of(Setting.text("n", null), "x", "x"),
        Arguments.of(Setting.text("n", null), null, null),
        Arguments.of(Setting.shape("n"), Shape.of(Shape.UNKNOWN, 3), Arrays.asList(null, 3)),
        Arguments.of(Setting.shape("n"), Shape.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("plainData")
  <T> void aValueIsWrittenAsPlainDataAndReadBack(Setting<T> setting, T value, Object plain) {
    assertEquals(plain, setting.write(value));
    assertEquals(value, setting.read("Thing", plain, CustomObjects.none()));
  }

  @Test
  void wholeNumbersMayComeAsAnyTypeOfNumber() {
    assertEquals(3, Setting.integer("n", 0).read("Thing", 3.0, CustomObjects.none()));
    assertEquals(3, Setting.integer("n", 0).read("Thing", 3L, CustomObjects.none()));
    assertEquals(3.0, Setting.number("n", 0).read("Thing", 3, CustomObjects.none()));
    assertEquals(Shape.of(3, -1), Setting.shape("n").read("Thing", List.of(3.0, -1), CustomObjects.none()));
  }

  static Stream<Arguments> wrongPlainData() {
    return Stream.of(Arguments.of(Setting.integer("n", 0), 2.5), Arguments.of(Setting.integer("n", 0), 1L << 40),
        Arguments.of(Setting.integer("n", 0), "2"), Arguments.of(Setting.seed(), 1e300),
        Arguments.of(Setting.number("n", 0), true), Arguments.of(Setting.flag("n", false), 1),
        Arguments.of(Setting.text("n", null), 1), Arguments.of(Setting.shape("n"), 3),
        Arguments.of(Setting.shape("n"), List.of(1.5)), Arguments.of(Setting.positiveInt("n"), 0));
  }

  @ParameterizedTest
  @MethodSource("wrongPlainData")
  void plainDataOfAWrongTypeOrValueIsNamed(Setting<?> setting, Object plain) {
    assertEquals("Thing: Received an invalid value for " + setting.key() + ", expected " + setting.rule()
        + ". Received: " + setting.key() + "=" + plain, assertThrows(IllegalArgumentException.class,
            () -> setting.read("Thing", plain, CustomObjects.none())).getMessage());
  }

  @Test
  void anEntryOfACatalogueIsWrittenWithItsSettings() {
    Setting<Regularizer> setting = Setting.optional("penalty", Regularizers.catalogue());
    Object plain = setting.write(L2.of(0.5));

    assertEquals("{class_name=L2, config={l2=0.5}}", plain.toString());
    assertEquals("L2(l2=0.5)", setting.read("Thing", plain, CustomObjects.none()).toString());
    assertEquals("L2()", setting.read("Thing", "l2", CustomObjects.none()).toString());
    assertNull(setting.read("Thing", null, CustomObjects.none()));
    assertNull(setting.write(null));
  }
}
