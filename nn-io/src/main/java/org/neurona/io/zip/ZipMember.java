package org.neurona.io.zip;

/**
 * A member as the archive's directory lists it.
 *
 * @param name its name: {@code config.json}
 * @param deflated whether its bytes are compressed; as they are otherwise
 * @param crc32 the checksum of what it holds
 * @param storedSize its bytes in the archive
 * @param size its bytes when unpacked
 * @param headerOffset where its own header is
 */
record ZipMember(String name, boolean deflated, long crc32, long storedSize, long size, long headerOffset) {}
