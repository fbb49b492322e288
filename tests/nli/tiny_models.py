"""Tiny real transformers classifiers, made on the spot: four families, any labels, random weights, no download."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    DebertaV2Config,
    DebertaV2ForSequenceClassification,
    MPNetConfig,
    MPNetForSequenceClassification,
    PreTrainedTokenizerFast,
    RobertaConfig,
    RobertaForSequenceClassification,
)

FAMILIES = ("bert", "roberta", "deberta-v2", "mpnet")
TEXT = [
    "The council rejected the runway on Tuesday, the mayor said.",
    "Ukraine's latest retaliation took the form of drone and missile strikes near Moscow.",
    "Six people were killed and 12 wounded when a bus left the road, police said.",
    "Calder has bought Brightwater for $3 million; shares of both rose by four per cent.",
    "Rain fell over the west of Norway, and three ferries were cancelled.",
]
PAIRS = [(premise, hypothesis) for premise in TEXT for hypothesis in ("Council rejects runway", "Six killed", TEXT[3])]
THREE = ("entailment", "neutral", "contradiction")


def make_model(
    folder: Path, family: str, labels: tuple[str, ...] = THREE, seed: int = 0, max_length: int = 196, **config: Any
) -> Path:
    """Write a classifier with random weights and a tokenizer trained on five sentences.

    Args:
        folder: created.
        family: one of FAMILIES.
        labels: ``id2label`` in order.
        seed: of the weights.
        max_length: the tokenizer's limit.
        config: overrides of the configuration.
    """
    torch.manual_seed(seed)
    tokenizer = _tokenizer(family, max_length)
    values: dict[str, Any] = {
        "vocab_size": len(tokenizer),
        "hidden_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "intermediate_size": 64,
        "max_position_embeddings": 200,
        "pad_token_id": tokenizer.pad_token_id,
        "id2label": dict(enumerate(labels)),
        "label2id": {label: index for index, label in enumerate(labels)},
        # Wide enough that answers differ from pair to pair.
        "initializer_range": 0.4,
    }
    kinds: dict[str, tuple[Any, Any, dict[str, Any]]] = {
        "bert": (BertConfig, BertForSequenceClassification, {"type_vocab_size": 2}),
        "roberta": (RobertaConfig, RobertaForSequenceClassification, {"type_vocab_size": 1}),
        "mpnet": (MPNetConfig, MPNetForSequenceClassification, {}),
        "deberta-v2": (
            DebertaV2Config,
            DebertaV2ForSequenceClassification,
            # As DeBERTa-v3 is published.
            {
                "relative_attention": True,
                "position_buckets": 16,
                "norm_rel_ebd": "layer_norm",
                "share_att_key": True,
                "pos_att_type": ["p2c", "c2p"],
                "position_biased_input": False,
                "type_vocab_size": 0,
                "max_relative_positions": -1,
            },
        ),
    }
    config_class, model_class, extra = kinds[family]
    model = model_class(config_class(**{**values, **extra, **config})).eval()
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def _tokenizer(family: str, max_length: int) -> PreTrainedTokenizerFast:
    if family == "bert":
        names = {"unk_token": "[UNK]", "pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
        raw = Tokenizer(models.WordPiece(_word_pieces([*names.values()]), unk_token="[UNK]"))
        raw.normalizer = normalizers.BertNormalizer(lowercase=True)
        raw.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        template = ("[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1")
    elif family in ("roberta", "mpnet"):
        names = {"cls_token": "<s>", "pad_token": "<pad>", "sep_token": "</s>", "unk_token": "<unk>"}
        raw = Tokenizer(models.BPE(unk_token="<unk>"))
        raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        raw.decoder = decoders.ByteLevel()
        trainer = trainers.BpeTrainer(
            vocab_size=400,
            special_tokens=list(names.values()),
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        )
        raw.train_from_iterator(TEXT * 3, trainer)
        template = ("<s> $A </s>", "<s> $A </s> </s> $B </s>")
    else:
        names = {"pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]", "unk_token": "[UNK]"}
        raw = Tokenizer(_unigram([*names.values()]))
        raw.pre_tokenizer = pre_tokenizers.Metaspace()
        template = ("[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1")
    ids = [(name, raw.token_to_id(name)) for name in (names["cls_token"], names["sep_token"])]
    raw.post_processor = processors.TemplateProcessing(single=template[0], pair=template[1], special_tokens=ids)
    inputs = ["input_ids", "attention_mask"]
    if family in ("bert", "deberta-v2"):
        inputs.append("token_type_ids")
    return PreTrainedTokenizerFast(tokenizer_object=raw, model_input_names=inputs, model_max_length=max_length, **names)


# The trainers of WordPiece and Unigram give other pieces, or another order of them, from run to run.
def _word_pieces(special: list[str]) -> dict[str, int]:
    words = {word.lower() for text in TEXT for word in re.findall(r"\w+|[^\w\s]", text)}
    letters = set("".join(words)) | set(string.ascii_lowercase + string.digits + string.punctuation)
    return {
        piece: number
        for number, piece in enumerate([*special, *sorted(letters | words), *(f"##{one}" for one in sorted(letters))])
    }


def _unigram(special: list[str]) -> models.Unigram:
    raw = Tokenizer(models.Unigram())
    raw.pre_tokenizer = pre_tokenizers.Metaspace()
    raw.train_from_iterator(
        TEXT * 3, trainers.UnigramTrainer(vocab_size=300, special_tokens=special, unk_token="[UNK]")
    )
    found = json.loads(raw.to_str())["model"]["vocab"][len(special) :]
    pieces = sorted(((piece, round(score, 3)) for piece, score in found), key=lambda one: (-one[1], one[0]))
    return models.Unigram([*((name, 0.0) for name in special), *pieces], unk_id=special.index("[UNK]"))
