# SPDX-License-Identifier: Apache-2.0
import pytest

from jikim.proof.values import By, Slug, Token, digest, digest_of, new_token, slug, token


def test_a_token_is_26_characters_of_128_random_bits() -> None:
    tokens = {new_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert all(token(each) == each for each in tokens)


@pytest.mark.parametrize(
    "text", ["", "0" * 25, "0" * 27, "8" + "0" * 25, "0" * 25 + "i", "0" * 25 + "A", "0" * 26 + "\n"]
)
def test_it_refuses_what_is_no_token(text: str) -> None:
    with pytest.raises(ValueError, match="not a token"):
        token(text)


@pytest.mark.parametrize("text", ["", "-a", "A", "a_b", "a" * 65, "a\n", "가"])
def test_it_refuses_what_is_no_slug(text: str) -> None:
    with pytest.raises(ValueError, match="not a slug"):
        slug(text)


@pytest.mark.parametrize("text", ["", "0" * 63, "A" * 64, "0" * 64 + "\n"])
def test_it_refuses_what_is_no_digest(text: str) -> None:
    with pytest.raises(ValueError, match="not a digest"):
        digest(text)


def test_a_digest_is_sha_256() -> None:
    assert digest_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_nobody_acts_in_a_role_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="no such role"):
        By(role=Slug("god"))


def test_nobody_acts_under_a_name_in_place_of_a_token() -> None:
    with pytest.raises(ValueError, match="not a token"):
        By(role=Slug("staff"), actor=Token("Bob"))
