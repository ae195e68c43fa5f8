package org.neurona;

import java.net.URL;
import java.net.URLClassLoader;

/** The classes of this module alone, as a program has them that lacks the other modules. */
public final class WithoutServices {
  private WithoutServices() {}

  /** A class that finds no engine and no model format. */
  public static Class<?> load(Class<?> type) throws ReflectiveOperationException {
    URL classes = type.getProtectionDomain().getCodeSource().getLocation();
    return Class.forName(type.getName(), true,
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader()));
  }
}
