    .section .rodata
    .global sitrep_image_begin
    .hidden sitrep_image_begin
    .global sitrep_image_end
    .hidden sitrep_image_end
    .balign 4096
sitrep_image_begin:
    .incbin SITREP_IMAGE_FILE
sitrep_image_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
