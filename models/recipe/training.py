"""Fine-tune the encoder as a three-way cross-encoder, resuming from the last checkpoint."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import torch
from datasets import Dataset
from transformers import (
    AutoConfig,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorWithPadding,
    TrainerCallback,
    TrainingArguments,
)
from transformers.trainer_utils import get_last_checkpoint

from checker.nli import STANCES
from checker.nli.export import BLOCK_SIZE

from .claims import TWO_WAY
from .config import Phase, RecipeConfig
from .data import LABELS
from .distillation import KNOWN, UNLABELLED, DistillingTrainer, with_teacher
from .processor import device, fast_bf16
from .quantised import train_rounded

CHECKPOINT_SECONDS = 600
WORKERS = 6  # that put batches together beside a GPU
OUTPUTS = (*LABELS, *STANCES)
# What of a phase says how it learns, not from which pairs.
PACE = (
    "learning_rate",
    "warmup_share",
    "final_rate",
    "epochs",
    "steps",
    "rounded",
    "average",
    "batch_size",
    "keep_words",
    "frozen",
    "dropout",
    "of_phase",
    "drawn",
    "without",
)


class SaveByTheClock(TrainerCallback):
    """Ask for a checkpoint every ten minutes, whatever the speed, and print rate and time left."""

    def __init__(self, batch_size: int) -> None:
        self.saved_at = self.started_at = time.monotonic()
        self.first_step: int | None = None
        self.batch_size = batch_size

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        now = time.monotonic()
        if self.first_step is None:
            self.first_step, self.started_at = state.global_step, now
            return
        done = state.global_step - self.first_step
        if state.global_step % 25 == 0 and done:
            seconds = (now - self.started_at) / done
            left = (state.max_steps - state.global_step) * seconds / 60
            print(
                f"step {state.global_step}/{state.max_steps}  {self.batch_size / seconds:.1f} pairs/s  {left:.0f} min "
                "left",
                flush=True,
            )
        if now - self.saved_at > CHECKPOINT_SECONDS:
            self.saved_at = now
            control.should_save = True


def build_model(
    base: Path, keep_layers: list[int] | None, outputs: Sequence[str] = LABELS, dropout: float = 0.0
) -> Any:
    """The encoder with only ``keep_layers`` (``None``: all), this dropout and a head with these outputs,
    fresh where it has none.
    """
    model = AutoModelForSequenceClassification.from_pretrained(
        base,
        num_labels=len(outputs),
        id2label=dict(enumerate(outputs)),
        label2id={label: index for index, label in enumerate(outputs)},
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
        attn_implementation="eager",
    )
    if keep_layers is not None:
        encoder = model.base_model.encoder
        encoder.layer = torch.nn.ModuleList([encoder.layer[index] for index in keep_layers])
        model.config.num_hidden_layers = len(keep_layers)
    return model


def tells_stances(folder: Path) -> bool:
    """Has a finished model outputs for stances beside its labels?"""
    names = AutoConfig.from_pretrained(folder).id2label
    return tuple(names[index] for index in sorted(names)) == OUTPUTS


def add_stances(model: Any) -> None:
    """Give a three-way model further outputs for stances, fresh; those of the labels stay as they are."""
    name, last = [(name, part) for name, part in model.named_modules() if isinstance(part, torch.nn.Linear)][-1]
    wide = torch.nn.Linear(last.in_features, len(OUTPUTS))
    with torch.no_grad():
        wide.weight.normal_(std=model.config.initializer_range)
        wide.bias.zero_()
        wide.weight[: len(LABELS)] = last.weight
        wide.bias[: len(LABELS)] = last.bias
    model.set_submodule(name, wide)
    model.config.id2label = dict(enumerate(OUTPUTS))
    model.config.label2id = {label: index for index, label in enumerate(OUTPUTS)}
    model.num_labels = len(OUTPUTS)


def tokenised(pairs: Any, tokenizer: Any, max_length: int) -> Dataset:
    """Token ids, label and, where there are any, support and stance of every pair (-100: unknown),
    with its length for grouping.
    """
    two_way = bool(pairs["label"].isin(TWO_WAY).any())
    columns = [name for name in ("premise", "hypothesis", "label", "stance") if name in pairs]
    dataset = Dataset.from_pandas(pairs[columns], preserve_index=False)

    def encode(rows: dict[str, list[str]]) -> dict[str, list[Any]]:
        encoded = tokenizer(rows["premise"], rows["hypothesis"], truncation="longest_first", max_length=max_length)
        told = {"stances": _numbers(rows["stance"], STANCES)} if "stance" in rows else {}
        if two_way:
            told["supported"] = _numbers(rows["label"], TWO_WAY)
        lengths = [len(ids) for ids in encoded["input_ids"]]
        return {**encoded, **told, "labels": _numbers(rows["label"], LABELS), "length": lengths}

    return dataset.map(encode, batched=True, remove_columns=dataset.column_names)


def _numbers(names: Sequence[str], known: Sequence[str]) -> list[int]:
    return [known.index(name) if name in known else UNLABELLED for name in names]


def train(config: RecipeConfig, base: Path, data_dir: Path, work_dir: Path) -> Path:
    """Train every phase after the last finished one in turn; resume from the last checkpoint.

    A finished phase needs none before it: ``unpack`` leaves only the last.

    Returns:
        The folder with the finished fp32 model and tokenizer (transformers layout).
    """
    done = finished(work_dir)
    for number in range(done + 1, len(config.phases) + 1):
        print(f"phase {number} of {len(config.phases)}", flush=True)
        phase, seed, start, folder = _plan(config, number, base, work_dir)
        _train_phase(config, phase, seed, start, base, data_dir, folder)
    return work_dir / f"phase-{len(config.phases)}" / "final"


def prepare(config: RecipeConfig, base: Path, data_dir: Path, work_dir: Path) -> int:
    """Make and keep the pairs of the next phase, without training; returns how many they are,
    0 where all phases are finished.
    """
    number = finished(work_dir) + 1
    if number > len(config.phases):
        return 0
    phase, seed, start, folder = _plan(config, number, base, work_dir)
    return len(kept_pairs(config, phase, seed, start, data_dir, folder))


def _plan(config: RecipeConfig, number: int, base: Path, work_dir: Path) -> tuple[Phase, int, Path, Path]:
    """A phase by its number, from 1; its seed; the weights that it starts from; its folder."""
    start = work_dir / f"phase-{number - 1}" / "final" if number > 1 else base
    return config.phases[number - 1], config.seed + number - 1, start, work_dir / f"phase-{number}"


def finished(work_dir: Path) -> int:
    """Number of the last finished phase of a work folder; 0 where none is."""
    found = work_dir.glob("phase-*/final/model.safetensors")
    return max((int(path.parent.parent.name.removeprefix("phase-")) for path in found), default=0)


def kept_pairs(
    config: RecipeConfig, phase: Phase, seed: int, start: Path, data_dir: Path, folder: Path
) -> pd.DataFrame:
    """The pairs of a phase, kept in its folder, since edits take minutes and a resumed run must see the same pairs.

    A phase that takes another recipe's pairs too has those first; they are kept in that recipe's folder.
    """
    own = _own_pairs(config, phase, seed, start, data_dir, folder) if phase.makes_pairs else None
    if not phase.pairs_of:
        if own is None:
            raise ValueError("a phase needs pairs: a mix, claims, edits, faults or another recipe's")
        return own
    other = RecipeConfig.load(phase.pairs_of)
    number = phase.of_phase or len(other.phases)
    last, other_seed, before, home = _plan(other, number, start, folder.parent.parent / other.name)
    shared = kept_pairs(other, last, other_seed, before, data_dir, home)
    kept = shared[~shared["source"].isin(phase.without)]
    if phase.drawn:
        kept = kept.sample(min(phase.drawn, len(kept)), random_state=seed)
    return pd.concat([kept, *([] if own is None else [own])], ignore_index=True)


def _own_pairs(
    config: RecipeConfig, phase: Phase, seed: int, start: Path, data_dir: Path, folder: Path
) -> pd.DataFrame:
    told = {name: value for name, value in asdict(phase).items() if value and name not in PACE}
    key = json.dumps([told, config.seed, seed], sort_keys=True)
    table, stamp = folder / "pairs.parquet", folder / "pairs.json"
    if not (table.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == key):
        # Here, since it needs the parser and the lexicon, and a machine that only trains has neither.
        from .phase_pairs import phase_pairs

        folder.mkdir(parents=True, exist_ok=True)
        phase_pairs(config, phase, seed, start, data_dir).to_parquet(table)
        stamp.write_text(key, encoding="utf-8")
    return pd.read_parquet(table)


def average(model: Any, start: Path) -> None:
    """Put the mean of a model's weights and of those that it started from into the model (Wortsman et al. 2022)."""
    from safetensors.torch import load_file

    before = load_file(start / "model.safetensors")
    model.load_state_dict({name: (value + before[name]) / 2 for name, value in model.state_dict().items()})


def freeze(model: Any, layers: int) -> None:
    """Leave the embeddings and the lowest layers as they are: what a phase of few pairs has no words for, it keeps,
    and a step costs less, since no gradient goes below.
    """
    encoder = model.base_model.encoder
    # MPNet's bias of distances is shared by all layers: learnt, it would send gradients through every one.
    shared = getattr(encoder, "relative_attention_bias", None)
    for part in (model.base_model.embeddings, *encoder.layer[:layers], *([] if shared is None else [shared])):
        part.requires_grad_(False)


def teachers(name: str, work_dir: Path) -> list[str]:
    """The recipes whose models a recipe learns from and that are not trained to the end yet, in the order to train."""
    found: list[str] = []
    for phase in RecipeConfig.load(name).phases:
        if phase.distillation is None:
            continue
        teacher = phase.distillation.teacher
        if finished(work_dir / teacher) < len(RecipeConfig.load(teacher).phases):
            found += [one for one in [*teachers(teacher, work_dir), teacher] if one not in found]
    return found


def last_model(work_dir: Path) -> Path:
    """The finished model of a recipe's last finished phase.

    Raises:
        FileNotFoundError: none is finished.
    """
    last = finished(work_dir)
    if not last:
        raise FileNotFoundError(f"{work_dir}: no finished phase to learn from: train that recipe first")
    return work_dir / f"phase-{last}" / "final"


def _train_phase(
    config: RecipeConfig, phase: Phase, seed: int, start: Path, base: Path, data_dir: Path, folder: Path
) -> None:
    torch.manual_seed(seed)
    gpu = device() == "cuda"
    pairs = kept_pairs(config, phase, seed, start, data_dir, folder)
    print(pairs["source"].value_counts().to_string(), flush=True)
    print(pairs["label"].value_counts().to_string(), flush=True)
    tokenizer = AutoTokenizer.from_pretrained(start)
    max_length = phase.max_length or config.max_length
    batch_size = phase.batch_size or config.batch_size
    dataset = tokenised(pairs, tokenizer, max_length)
    if phase.distillation is not None:
        name = phase.distillation.teacher
        teacher, bits = last_model(folder.parent.parent / name), RecipeConfig.load(name).bits
        dataset = with_teacher(dataset, pairs, teacher, max_length, folder / "teacher", bits)
    told = tells_stances(start)
    model = build_model(
        start, config.keep_layers if start == base else None, OUTPUTS if told else LABELS, phase.dropout
    )
    if "stances" in dataset.column_names and not told:
        add_stances(model)
    if phase.frozen:
        freeze(model, phase.frozen)
    if phase.keep_words:
        model.base_model.embeddings.word_embeddings.weight.requires_grad_(False)
    if phase.rounded:
        train_rounded(model, BLOCK_SIZE)
    # On a GPU compiling takes two minutes and brings a third more pairs a second.
    if shutil.which("g++") and not gpu:
        model.base_model.encoder.compile(dynamic=True)
    arguments = TrainingArguments(
        output_dir=str(folder),
        per_device_train_batch_size=batch_size,
        learning_rate=phase.learning_rate,
        warmup_steps=phase.warmup_share,
        weight_decay=config.weight_decay,
        lr_scheduler_type="polynomial",
        lr_scheduler_kwargs={"lr_end": phase.final_rate, "power": 1.0},
        optim="adamw_torch_fused",
        num_train_epochs=phase.epochs,
        max_steps=phase.steps or -1,
        train_sampling_strategy="group_by_length",
        use_cpu=not gpu,
        bf16=fast_bf16(),
        dataloader_num_workers=WORKERS if gpu else 0,
        save_strategy="no",
        save_total_limit=2,
        logging_steps=100,
        report_to="none",
        label_names=[name for name in KNOWN if name in dataset.column_names],
        seed=seed,
        disable_tqdm=True,
    )
    trainer = DistillingTrainer(
        phase.distillation,
        model=model,
        args=arguments,
        train_dataset=dataset,
        processing_class=tokenizer,
        data_collator=DataCollatorWithPadding(tokenizer, pad_to_multiple_of=8 if gpu else None),
        callbacks=[SaveByTheClock(batch_size)],
    )
    last = get_last_checkpoint(str(folder)) if folder.exists() else None  # type: ignore[no-untyped-call]
    trainer.train(resume_from_checkpoint=last)
    if phase.average:
        average(model, start)
    trainer.save_model(str(folder / "final"))
    tokenizer.save_pretrained(str(folder / "final"))
