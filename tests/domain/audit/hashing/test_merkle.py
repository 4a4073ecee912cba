"""The reference vectors of Certificate Transparency's tree, which RFC 9162 keeps."""

import hashlib

import pytest

from domain.audit.hashing import merkle

LEAVES = [bytes.fromhex(data) for data in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(9))
def test_the_root_is_that_of_the_reference_tree(size):
    assert merkle.root(merkle.leaves(LEAVES[:size])).hex() == ROOTS[size]


def test_one_leaf_is_hashed_as_many_are():
    assert [merkle.leaf(data) for data in LEAVES] == merkle.leaves(LEAVES)


def test_a_node_is_no_leaf_of_the_same_bytes():
    left, right = merkle.leaves(LEAVES[:2])

    assert merkle.node(left, right).hex() == ROOTS[2]
    assert merkle.leaf(left + right) != merkle.node(left, right)


def as_the_rfc_says(hashes: list[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1: split at the largest power of two below the number of leaves."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(
        b"\x01" + as_the_rfc_says(hashes[:split]) + as_the_rfc_says(hashes[split:])
    ).digest()


@pytest.mark.parametrize("size", [1, 2, 3, 31, 32, 33, 63, 64, 65, 100, 1000, 1023])
def test_level_by_level_gives_what_the_rfc_gives_by_splitting(size):
    hashes = merkle.leaves(str(number).encode() for number in range(size))

    assert merkle.root(hashes) == as_the_rfc_says(hashes)


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 200_003])
def test_a_tree_that_grows_in_portions_has_the_root_of_all_its_leaves(size):
    hashes = merkle.leaves(number.to_bytes(4) for number in range(size))
    tree = merkle.Growing()

    for start in range(0, size, 50_000):
        tree.extend(hashes[start : start + 50_000])

    assert tree.root == merkle.root(hashes)
