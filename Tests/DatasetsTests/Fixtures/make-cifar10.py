"""Writes cifar-10-binary.tar.gz: an archive laid out as CIFAR-10's, with 20 training and 10 test images of gradients.

Image number n, counted through the archive from 0, is of class n % 10. Its byte at a row, column and channel is
(10 n + 5 row + 3 column + 80 channel) % 256.

    python make-cifar10.py
"""

import gzip
import io
import tarfile
from pathlib import Path

MEMBERS = [(f"data_batch_{number}.bin", 4) for number in range(1, 6)] + [("test_batch.bin", 10)]


def record(number: int) -> bytes:
    planes = [(10 * number + 5 * row + 3 * column + 80 * channel) % 256 for channel in range(3) for row in range(32) for column in range(32)]
    return bytes([number % 10] + planes)


def main() -> None:
    first = 0
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, count in MEMBERS:
            content = b"".join(record(number) for number in range(first, first + count))
            first += count
            member = tarfile.TarInfo(f"cifar-10-batches-bin/{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    # Neither a name nor a time, so that the same program writes the same bytes.
    Path(__file__).with_name("cifar-10-binary.tar.gz").write_bytes(gzip.compress(archive.getvalue(), mtime=0))


if __name__ == "__main__":
    main()
