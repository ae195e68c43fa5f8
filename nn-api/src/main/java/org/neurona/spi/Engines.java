package org.neurona.spi;

/** Finds the engine that a model runs on. */
public final class Engines {
  private Engines() {}

  /**
   * The engine of a name, or, without one, that of the system property {@code neurona.engine}, or the fastest.
   *
   * @param name the name, or null
   * @param threads how many threads; 0 for the system property {@code neurona.threads}, or one for each core
   * @throws IllegalArgumentException if there is no engine of that name, or a property is wrong
   * @throws IllegalStateException if the engine can't run here, or there is none at all
   */
  public static Engine find(String name, int threads) {
    EngineProvider provider = Installed.find(EngineProvider.class, "engine", "nn-core");
    String wanted = name != null ? name : System.getProperty("neurona.engine", "auto");
    return provider.engine(wanted, threads > 0 ? threads : threadsProperty());
  }

  private static int threadsProperty() {
    String value = System.getProperty("neurona.threads", "0");
    try {
      int threads = Integer.parseInt(value);
      if (threads >= 0) {
        return threads;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("-Dneurona.threads must be a number >= 0, got " + value, e);
    }
    throw new IllegalArgumentException("-Dneurona.threads must be a number >= 0, got " + value);
  }
}
