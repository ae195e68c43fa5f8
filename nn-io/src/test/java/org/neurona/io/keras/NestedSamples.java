package org.neurona.io.keras;

import java.util.List;
import org.neurona.Model;
import org.neurona.Sequential;
import org.neurona.layers.Add;
import org.neurona.layers.BatchNormalization;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.layers.Reshape;
import org.neurona.layers.TimeDistributed;
import org.neurona.ops.Tensor;

/** Models within models, in the ways in which they come; {@code make_nested.py} makes most of them in Keras. */
enum NestedSamples {
  /** A Sequential that is applied twice, with a frozen layer and statistics. */
  TWINS {
    @Override
    Model model() {
      Sequential base = new Sequential(new Input(4), new Dense(3, "relu").trainable(false).name("e1"),
          new BatchNormalization().name("bn"), new Dense(2).name("e2"));
      base.name("enc");
      Tensor a = new Input(4).name("a").apply();
      Tensor b = new Input(4).name("b").apply();
      return new Model(List.of(a, b),
          List.of(new Dense(1).name("out").apply(new Add().name("add").apply(base.apply(a), base.apply(b)))))
          .name("twins");
    }
  },

  /** A frozen model of two inputs and two outputs, applied twice. */
  MULTI {
    @Override
    Model model() {
      Tensor one = new Input(4).name("i1").apply();
      Tensor two = new Input(4).name("i2").apply();
      Dense both = new Dense(3).name("d");
      Model inner = new Model(List.of(one, two),
          List.of(new Dense(2).name("p").apply(new Add().name("sum").apply(both.apply(one), both.apply(two))),
              new Dense(1).name("q").apply(both.apply(two)))).name("inner");
      inner.trainable(false);
      Tensor a = new Input(4).name("a").apply();
      List<Tensor> first = inner.applyAll(a, a);
      List<Tensor> second = inner.applyAll(a, new Dense(4).name("mid").apply(a));
      return new Model(List.of(a),
          List.of(new Dense(1).name("o1").apply(new Concatenate().name("cat").apply(first.get(0), second.get(0))),
              new Add().name("o2").apply(first.get(1), second.get(1)))).name("outer");
    }
  },

  /** Three levels, the outermost and the innermost a Sequential, with layers of one name on two of them. */
  DEEP {
    @Override
    Model model() {
      Sequential core = new Sequential(new Input(4), new Dense(4, "tanh").trainable(false).name("c1"),
          new BatchNormalization().name("bn"));
      core.name("core");
      Tensor x = new Input(4).name("x").apply();
      Model middle = new Model(x,
          new Add().name("add").apply(core.apply(x), new Dense(4).name("c2").apply(x))).name("mid");
      return new Sequential(new Input(4), new Dense(4).name("c1"), middle.asLayer(), new Dense(1).name("head"))
          .name("deep");
    }
  },

  /** The model's outputs are those of a model within it. */
  ENDS {
    @Override
    Model model() {
      Tensor x = new Input(4).name("x").apply();
      Tensor hidden = new Dense(3).name("h").apply(x);
      Model inner = new Model(List.of(x), List.of(hidden, new Dense(2).name("g").apply(hidden))).name("inner");
      Tensor a = new Input(4).name("a").apply();
      List<Tensor> made = inner.applyAll(new Dense(4).name("before").apply(a));
      return new Model(List.of(a), List.of(made.get(1), made.get(0))).name("ends");
    }
  },

  /** Two models inside with layers of the same names and shapes. */
  NAMESAKES {
    @Override
    Model model() {
      Tensor x = new Input(4).name("x").apply();
      Model left = new Model(x, new Dense(4).name("d").apply(x)).name("left");
      Tensor y = new Input(4).name("x").apply();
      Model right = new Model(y, new Dense(4, "tanh").name("d").apply(y)).name("right");
      Tensor z = new Input(4).name("z").apply();
      Model both = new Model(z, new Add().name("add").apply(left.apply(z), right.apply(z))).name("both");
      Tensor a = new Input(4).name("a").apply();
      return new Model(a, both.apply(a)).name("namesakes");
    }
  },

  /** A model that each step of a sequence goes through. */
  STEPS {
    @Override
    Model model() {
      Sequential step = new Sequential(new Input(4), new Dense(3).name("t"), new BatchNormalization().name("bn"));
      step.name("step");
      return new Sequential(new Input(5, 4), new TimeDistributed(step.asLayer()).name("td"), new LSTM(2).name("lstm"))
          .name("steps");
    }
  },

  /** A model and a layer that stand in two models, under one name and under another. */
  SHARING {
    @Override
    Model model() {
      Sequential base = new Sequential(new Input(4), new Dense(4, "tanh").name("b1"), new Dense(4).name("b2"));
      base.name("base");
      Tensor left = new Input(4).name("left").apply();
      Tensor again = base.getLayer(1).apply(base.apply(left));
      Model inner = new Model(left, again).name("inner");
      Tensor x = new Input(4).name("x").apply();
      return new Model(x, new Dense(1).name("out")
          .apply(new Add().name("add").apply(inner.apply(x), base.asLayer().name("renamed").apply(x)))).name("sharing");
    }
  },

  /** A Sequential with one layer in two places. */
  TWICE {
    @Override
    Model model() {
      Dense twice = new Dense(4, "tanh").name("twice");
      Sequential inner = new Sequential(new Input(4).name("x"), twice, new Reshape(4).name("same"), twice);
      inner.name("inner");
      return new Sequential(new Input(4), inner.asLayer(), new Dense(2).name("out")).name("outer");
    }
  };

  /** A new model, with weights that the seed decides, not compiled. */
  abstract Model model();
}
