package org.neurona.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.NDArray;
import org.neurona.Shape;

class IrisTest {
  private final Iris iris = Iris.load();

  @Test
  void hasAllFlowers() {
    assertEquals(Shape.of(150, 4), iris.x().shape());
    assertEquals(Shape.of(150), iris.y().shape());
    assertEquals(iris.x(), iris.dataset().x());
    assertEquals(iris.y(), iris.dataset().y());
  }

  @Test
  void namesColumnsAndSpecies() {
    assertEquals(List.of("sepal_length", "sepal_width", "petal_length", "petal_width"), iris.featureNames());
    assertEquals(List.of("setosa", "versicolor", "virginica"), iris.classNames());
  }

  @Test
  void hasFiftyFlowersOfEachSpeciesInTurn() {
    int[] species = iris.y().toIntArray();
    for (int i = 0; i < species.length; i++) {
      assertEquals(i / 50, species[i]);
    }
  }

  @Test
  void hasTheValuesOfFishersArticle() {
    assertEquals(NDArray.of(5.1f, 3.5f, 1.4f, 0.2f), iris.x().row(0));
    assertEquals(NDArray.of(4.9f, 3.1f, 1.5f, 0.2f), iris.x().row(34));
    assertEquals(NDArray.of(4.9f, 3.6f, 1.4f, 0.1f), iris.x().row(37));
    assertEquals(NDArray.of(5.9f, 3, 5.1f, 1.8f), iris.x().row(149));
  }
}
