"""How large the invented school is: its classes, how many sit in each, and the lot that draws its people."""

from __future__ import annotations

from dataclasses import dataclass

GRADES = "一二三四五六"
FULL_CLASS = 34
OTHER_ADULTS = 6  # three duty leaders, principal, IT, gate


@dataclass(frozen=True)
class Shape:
    classes: tuple[str, ...]
    sizes: tuple[int, ...]
    seed: int

    def __len__(self) -> int:
        return len(self.classes)

    def place(self, class_name: str) -> int | None:
        """Where the class stands among the classes; None where there is none of this name."""
        return self.classes.index(class_name) if class_name in self.classes else None


def grade_of(class_name: str) -> int:
    return GRADES.index(class_name[0]) + 1


def number_of(class_name: str) -> int:
    """三年级2班: 2."""
    return int(class_name[class_name.index("级") + 1 : -1])


DEMO = Shape(
    tuple(f"{grade}年级{number}班" for grade in GRADES for number in (1, 2)),
    (33, 34, 33, 33, 34, 34, 33, 34, 33, 33, 34, 33),
    1530,
)
"""The school that `sandianban demo` shows."""


def shape_of(pupils: int, adults: int, seed: int) -> Shape:
    """A school of so many pupils; each class has a class teacher and a care teacher of its own, as far as there are
    adults for it."""
    number = max(1, min(-(-pupils // FULL_CLASS), (adults - OTHER_ADULTS) // 2))
    in_grade = [number // len(GRADES) + (place < number % len(GRADES)) for place in range(len(GRADES))]
    classes = [
        f"{grade}年级{n + 1}班" for grade, of_grade in zip(GRADES, in_grade, strict=True) for n in range(of_grade)
    ]
    sizes = [pupils // number + (place < pupils % number) for place in range(number)]
    return Shape(tuple(classes), tuple(sizes), seed)
